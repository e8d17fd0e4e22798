namespace ProjectInvoice.Finance.Withdrawal;

/// <summary>What became of a withdrawal, counted in its transaction after everything was taken back.</summary>
/// <param name="DataAreaId">The company.</param>
/// <param name="InvoiceProposalId">The number of the proposal.</param>
/// <param name="Asked">How many actuals the request named.</param>
/// <param name="TakenBack">How many rows were taken back: proposal and staged rows. None where nothing was there, or it was withdrawn before.</param>
/// <param name="Standing">How many rows of the invoice are still there; the invoice is withdrawn when it is zero.</param>
internal sealed record WithdrawnInvoice(string DataAreaId, string InvoiceProposalId, int Asked, int TakenBack, int Standing);
