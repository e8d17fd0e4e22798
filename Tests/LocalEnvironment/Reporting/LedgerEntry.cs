namespace LocalEnvironment.Reporting;

/// <summary>A ledger entry in the report, debits positive; the invoice number is null on a voucher of the journal.</summary>
internal sealed record LedgerEntry(
    string Voucher,
    string? InvoiceNumber,
    string PostingType,
    string MainAccount,
    string Currency,
    decimal Amount,
    decimal AccountingAmount
);
