namespace Simulator.Invariants;

/// <summary>A billed sales actual in Dataverse.</summary>
internal sealed record BilledRow(Guid Id, string Invoice, decimal Amount, string? Voucher, decimal? AccountingAmount, decimal? Rate, decimal? Tax);
