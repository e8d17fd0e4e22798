namespace ProjectInvoice.Connector.Storage;

/// <summary>The highest number of a sequence that a database of finance has told. It only rises, and outlives the posting that told it.</summary>
internal sealed class HighestNumber
{
    /// <summary>The database.</summary>
    public Guid Source { get; set; }

    /// <summary>The company, in capitals.</summary>
    public string Company { get; set; } = "";

    /// <summary>What the sequence numbers.</summary>
    public string Reference { get; set; } = "";

    /// <summary>The number.</summary>
    public long Number { get; set; }
}
