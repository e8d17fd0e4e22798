namespace ProjectInvoice.Connector.Storage;

/// <summary>A row that changed in Dataverse and is not in finance yet.</summary>
internal sealed class PendingRow : StoredWork
{
    /// <summary>The map.</summary>
    public string Map { get; set; } = "";

    /// <summary>The row's id in Dataverse.</summary>
    public Guid RecordId { get; set; }

    /// <summary>The row as it was read; null for a row that was deleted.</summary>
    public string? Source { get; set; }

    /// <summary>The table of the row that this one waits for; null for none.</summary>
    public string? HeldTable { get; set; }

    /// <summary>The id of that row; null for none.</summary>
    public Guid? HeldFor { get; set; }
}
