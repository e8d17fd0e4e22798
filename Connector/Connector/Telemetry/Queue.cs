namespace ProjectInvoice.Connector.Telemetry;

/// <summary>Where work waits.</summary>
internal static class Queue
{
    /// <summary>Messages of Dataverse.</summary>
    public const string Inbox = "inbox";

    /// <summary>Rows to deliver.</summary>
    public const string Rows = "rows";

    /// <summary>Parts of postings to record.</summary>
    public const string Postings = "postings";
}
