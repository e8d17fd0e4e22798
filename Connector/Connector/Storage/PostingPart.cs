namespace ProjectInvoice.Connector.Storage;

/// <summary>One part of a posting that finance reported, stored before it was answered.</summary>
internal sealed class PostingPart : StoredWork
{
    /// <summary>The posting.</summary>
    public Guid EventId { get; set; }

    /// <summary>The part, from 1.</summary>
    public int Part { get; set; }

    /// <summary>How many parts the posting has.</summary>
    public int Parts { get; set; }

    /// <summary>The journal, or the invoice's proposal, as its user knows it.</summary>
    public string Record { get; set; } = "";

    /// <summary>One id from the confirmation to the callback.</summary>
    public string CorrelationId { get; set; } = "";

    /// <summary>Whether an administrator wants it to replace what Dataverse has of an earlier posting.</summary>
    public bool Replaces { get; set; }

    /// <summary>SHA-256 of its content.</summary>
    public string ContentHash { get; set; } = "";

    /// <summary>What finance sent; empty once it is recorded.</summary>
    public string Body { get; set; } = "";
}
