using LocalEnvironment.Errors;

namespace LocalEnvironment.Reporting;

/// <summary>What <c>--report</c> writes; the shape is fixed.</summary>
internal sealed record Report(
    IReadOnlyList<ReportedInvoice> Invoices,
    IReadOnlyList<LedgerEntry> Ledger,
    IReadOnlyList<Message> Messages,
    decimal ElapsedSeconds
);
