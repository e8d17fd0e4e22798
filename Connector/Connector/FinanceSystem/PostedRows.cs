namespace ProjectInvoice.Connector.FinanceSystem;

/// <summary>What a row of a set that shows postings is.</summary>
internal enum PostedRows
{
    /// <summary>A posted invoice, whose lines are rows of another set.</summary>
    Invoices,

    /// <summary>A posted line of a journal.</summary>
    JournalLines,
}
