using LocalEnvironment.Run;

namespace LocalEnvironment.Reporting;

/// <summary>What <c>--report</c> writes; the shape is fixed.</summary>
public sealed record Report(
    IReadOnlyList<ReportedInvoice> Invoices,
    IReadOnlyList<LedgerEntry> Ledger,
    IReadOnlyList<Message> Messages,
    decimal ElapsedSeconds
);
