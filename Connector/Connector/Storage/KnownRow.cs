namespace ProjectInvoice.Connector.Storage;

/// <summary>A row of a map whose rows may have to wait, delivered or not, left out by the filter or not: rows of other maps wait with it.</summary>
internal sealed class KnownRow
{
    /// <summary>The map.</summary>
    public string Map { get; set; } = "";

    /// <summary>The row's id in Dataverse.</summary>
    public Guid RecordId { get; set; }

    /// <summary>The row that it waits for, or waited for; null for none.</summary>
    public Guid? WaitsFor { get; set; }
}
