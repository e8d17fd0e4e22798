using System.ComponentModel.DataAnnotations.Schema;
using System.Text.Json.Serialization;
using Microsoft.EntityFrameworkCore;

namespace ProjectInvoice.Finance.Setup;

/// <summary>Who is invoiced, and the financial dimensions that neither project nor contract gives.</summary>
[PrimaryKey(nameof(Company), nameof(Account))]
internal sealed record Customer(
    string Company,
    string Account,
    string Name,
    string Currency,
    string? SalesTaxGroup = null,
    string? TermsOfPayment = null,
    string? TaxNumber = null,
    Address? Address = null,
    IReadOnlyDictionary<string, string>? Dimensions = null
)
{
    /// <summary>The dimensions as OData shows them.</summary>
    [JsonIgnore, NotMapped]
    public IReadOnlyList<NamedValue> DimensionsValues => NamedValue.Of(Dimensions);
}
