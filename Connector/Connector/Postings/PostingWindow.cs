namespace ProjectInvoice.Connector.Postings;

/// <summary>The times met in one reading of a source.</summary>
internal sealed class PostingWindow
{
    /// <summary>The latest of all rows.</summary>
    public DateTime? Latest { get; set; }

    /// <summary>The earliest of the rows that could not be taken.</summary>
    public DateTime? Refused { get; private set; }

    public void Note(IEnumerable<DateTime?> all, IEnumerable<DateTime?> refused)
    {
        Latest = all.Append(Latest).Max();
        Refused = refused.Append(Refused).Min();
    }
}
