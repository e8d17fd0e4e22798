using System.ComponentModel.DataAnnotations.Schema;
using System.Text.Json.Serialization;
using Microsoft.EntityFrameworkCore;

namespace ProjectInvoice.Finance.Setup;

/// <summary>
/// A project contract with the customers who pay for it, whether its prices contain sales tax, and the financial dimensions that its projects do not give
/// themselves.
/// </summary>
[PrimaryKey(nameof(Company), nameof(Id))]
internal sealed record Contract(
    string Company,
    string Id,
    string Currency,
    string? SalesTaxGroup = null,
    IReadOnlyList<FundingSource>? FundingSources = null,
    bool PricesIncludeSalesTax = false,
    IReadOnlyDictionary<string, string>? Dimensions = null
)
{
    /// <summary>The dimensions as OData shows them.</summary>
    [JsonIgnore, NotMapped]
    public IReadOnlyList<NamedValue> DimensionsValues => NamedValue.Of(Dimensions);
}
