namespace Simulator.Invariants;

/// <summary>A transaction of the customer subledger.</summary>
internal sealed record CustomerRow(
    string Voucher,
    string Account,
    string InvoiceNumber,
    string Currency,
    decimal Amount,
    decimal AccountingAmount,
    decimal ReportingAmount
);
