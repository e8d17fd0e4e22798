namespace Simulator.Invariants;

/// <summary>An entry of the general ledger.</summary>
internal sealed record EntryRow(
    string Company,
    string Voucher,
    string Account,
    string Currency,
    decimal Amount,
    decimal AccountingAmount,
    decimal ReportingAmount
);
