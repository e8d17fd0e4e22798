using System.ComponentModel.DataAnnotations.Schema;
using System.Text.Json.Serialization;
using Microsoft.EntityFrameworkCore;

namespace ProjectInvoice.Finance.Setup;

/// <summary>A project, the contract it belongs to and its financial dimensions.</summary>
[PrimaryKey(nameof(Company), nameof(Id))]
internal sealed record Project(
    string Company,
    string Id,
    string Name,
    string? Contract = null,
    string? ProjectGroup = null,
    string? SalesTaxGroup = null,
    IReadOnlyDictionary<string, string>? Dimensions = null
)
{
    /// <summary>The dimensions as OData shows them.</summary>
    [JsonIgnore, NotMapped]
    public IReadOnlyList<NamedValue> DimensionsValues => NamedValue.Of(Dimensions);
}
