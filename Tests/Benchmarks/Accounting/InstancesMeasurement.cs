namespace Benchmarks.Accounting;

/// <summary>Seconds for the same staged invoices.</summary>
/// <param name="Who">Who worked on which invoices.</param>
/// <param name="ImportJournals">The imports that make journal lines.</param>
/// <param name="PostJournals">Posting of these journals.</param>
/// <param name="ImportProposals">The imports that make proposal lines.</param>
/// <param name="PostInvoices">Posting of the invoices.</param>
/// <param name="Entries">Ledger entries of the invoices.</param>
/// <param name="Transactions">Project transactions that they billed or made.</param>
/// <param name="Numbers">First and last customer invoice number.</param>
internal sealed record InstancesMeasurement(
    string Who,
    double ImportJournals,
    double PostJournals,
    double ImportProposals,
    double PostInvoices,
    int Entries,
    int Transactions,
    string Numbers
)
{
    public double Seconds => ImportJournals + PostJournals + ImportProposals + PostInvoices;
}
