namespace Benchmarks.Accounting;

/// <summary>What invoices of one size cost on one database; medians.</summary>
/// <param name="Storage">Where the books are.</param>
/// <param name="Lines">Lines of an invoice.</param>
/// <param name="Actuals">Staging of actuals in process, and the database's own insert.</param>
/// <param name="Connections">The same of connections.</param>
/// <param name="StageActuals">The bulk action for the actuals of an invoice over HTTP.</param>
/// <param name="StageConnections">The bulk action for its connections.</param>
/// <param name="BatchRows">Actuals sent by <c>$batch</c>.</param>
/// <param name="Batch">That <c>$batch</c>.</param>
/// <param name="ImportJournals">The import that makes journal lines.</param>
/// <param name="PostJournals">Posting of these journals.</param>
/// <param name="ImportProposal">The import that makes proposal lines.</param>
/// <param name="PostInvoice">Posting of the invoice.</param>
/// <param name="Agreement">The check that the books agree.</param>
/// <param name="PeakBytes">The most memory that the finance process held.</param>
internal sealed record FinanceMeasurement(
    string Storage,
    int Lines,
    StoreMeasurement Actuals,
    StoreMeasurement Connections,
    Cost StageActuals,
    Cost StageConnections,
    int BatchRows,
    Cost Batch,
    Cost ImportJournals,
    Cost PostJournals,
    Cost ImportProposal,
    Cost PostInvoice,
    Cost Agreement,
    long PeakBytes
);
