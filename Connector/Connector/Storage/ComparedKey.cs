namespace ProjectInvoice.Connector.Storage;

/// <summary>A key that finance holds, for the time of a comparison.</summary>
internal sealed class ComparedKey
{
    /// <summary>The comparison.</summary>
    public Guid Comparison { get; set; }

    /// <summary>The key, in small letters.</summary>
    public string Key { get; set; } = "";

    /// <summary>Its company, in small letters; empty where the set has none.</summary>
    public string Company { get; set; } = "";

    /// <summary>When it was noted, in UTC.</summary>
    public DateTime NotedOn { get; set; }
}
