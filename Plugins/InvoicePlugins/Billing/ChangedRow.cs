using System;
using System.Collections.Generic;
using System.Runtime.Serialization;

namespace InvoicePlugins.Billing;

/// <summary>A row that existed before and was changed by a chunk.</summary>
[DataContract(Name = "changed", Namespace = "")]
public sealed record ChangedRow
{
    /// <summary>The table.</summary>
    [DataMember(Name = "table")]
    public string Table { get; init; } = "";

    /// <summary>The primary key.</summary>
    [DataMember(Name = "id")]
    public Guid Id { get; init; }

    /// <summary>The changed columns.</summary>
    [DataMember(Name = "columns")]
    public IList<ChangedColumn> Columns { get; init; } = [];
}
