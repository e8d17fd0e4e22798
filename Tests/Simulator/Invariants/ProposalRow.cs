namespace Simulator.Invariants;

/// <summary>The header of a proposal in finance.</summary>
internal sealed record ProposalRow(string Number, bool IsPosted, string? WaitingReason, decimal Amount, decimal Tax, string? InvoiceNumber, string? Voucher);
