namespace Simulator.Invariants;

/// <summary>A posted invoice.</summary>
internal sealed record PostedRow(string InvoiceNumber, string Proposal, string Voucher, decimal Amount, decimal Tax);
