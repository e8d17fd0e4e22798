using System.Runtime.Serialization;

namespace InvoicePlugins.Billing;

/// <summary>A column that a chunk has changed; values as <see cref="ColumnText"/> writes them.</summary>
[DataContract(Name = "column", Namespace = "")]
public sealed record ChangedColumn
{
    /// <summary>The column.</summary>
    [DataMember(Name = "name")]
    public string Name { get; init; } = "";

    /// <summary>The value before.</summary>
    [DataMember(Name = "was")]
    public string Was { get; init; } = "";

    /// <summary>The value the chunk wrote.</summary>
    [DataMember(Name = "is")]
    public string Is { get; init; } = "";
}
