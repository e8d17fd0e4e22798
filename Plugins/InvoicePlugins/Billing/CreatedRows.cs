using System;
using System.Collections.Generic;
using System.Linq;
using System.Runtime.Serialization;

namespace InvoicePlugins.Billing;

/// <summary>Rows of one table that a chunk has created.</summary>
[DataContract(Name = "created", Namespace = "")]
public sealed record CreatedRows
{
    private const int BytesOfId = 16;

    /// <summary>The table.</summary>
    [DataMember(Name = "table")]
    public string Table { get; init; } = "";

    /// <summary>The billing status they were created with; null for rows that have none.</summary>
    [DataMember(Name = "status", EmitDefaultValue = false)]
    public int? BillingStatus { get; init; }

    /// <summary>Their ids. Sixteen bytes each instead of the text, since a chunk creates some thousands of rows.</summary>
    public IReadOnlyList<Guid> Ids
    {
        get
        {
            var bytes = Convert.FromBase64String(Packed);
            return [.. Enumerable.Range(0, bytes.Length / BytesOfId).Select(index => new Guid([.. bytes.Skip(index * BytesOfId).Take(BytesOfId)]))];
        }
        init => Packed = Convert.ToBase64String([.. value.SelectMany(id => id.ToByteArray())]);
    }

    /// <summary>The ids as they are written.</summary>
    [DataMember(Name = "ids")]
    public string Packed { get; init; } = "";
}
