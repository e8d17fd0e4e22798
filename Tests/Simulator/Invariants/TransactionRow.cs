namespace Simulator.Invariants;

/// <summary>A transaction of the project subledger.</summary>
internal sealed record TransactionRow(Guid Actual, string? Proposal, decimal Amount, decimal AccountingAmount, decimal ReportingAmount, string? Voucher);
