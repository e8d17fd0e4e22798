namespace ProjectInvoice.Finance.Journal;

/// <summary>
/// What can become of the lines of a journal, each in their order: ready to be booked; waiting for a line of another journal; faulty, with status and reason on
/// the line.
/// </summary>
internal sealed record PricedJournal(
    IReadOnlyList<IntegrationJournalLine> Ready,
    IReadOnlyList<IntegrationJournalLine> Waiting,
    IReadOnlyList<IntegrationJournalLine> Faulty,
    IReadOnlyList<Fault> Faults
);
