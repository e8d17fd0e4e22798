namespace ProjectInvoice.Finance.Withdrawal;

/// <summary>What the integration asks to withdraw: an invoice whose confirmation is taken back where it was made.</summary>
/// <param name="DataAreaId">The company.</param>
/// <param name="InvoiceProposalId">The number of the proposal.</param>
/// <param name="ActualIds">The actuals that the confirmation made: billed sales, and what goes through the journal.</param>
internal sealed record InvoiceWithdrawal(string? DataAreaId, string? InvoiceProposalId, IReadOnlyList<Guid>? ActualIds);
