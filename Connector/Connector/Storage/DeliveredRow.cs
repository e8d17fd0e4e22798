namespace ProjectInvoice.Connector.Storage;

/// <summary>A row that finance holds.</summary>
internal sealed class DeliveredRow
{
    /// <summary>The map.</summary>
    public string Map { get; set; } = "";

    /// <summary>The row's id in Dataverse.</summary>
    public Guid RecordId { get; set; }

    /// <summary>Its key in finance, without the company.</summary>
    public string Key { get; set; } = "";

    /// <summary>Its company in finance, in capitals; empty where its map has none, null where it was delivered before companies were noted.</summary>
    public string? Company { get; set; }

    /// <summary>The hash of its compared fields: a change that leaves it as it is, is not sent.</summary>
    public string Hash { get; set; } = "";

    /// <summary>The natural keys with which finance has it, as JSON: it keeps them, whatever is renamed. Null where its map has none.</summary>
    public string? Kept { get; set; }
}
