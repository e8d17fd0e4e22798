using System.ComponentModel.DataAnnotations.Schema;
using System.Text.Json.Serialization;
using Microsoft.EntityFrameworkCore;

namespace ProjectInvoice.Finance.Setup;

/// <summary>The accounting of a project: where cost and on-account invoices go, and for which transaction types revenue is accrued.</summary>
[PrimaryKey(nameof(Company), nameof(Id))]
internal sealed record CostAndRevenueProfile(
    string Company,
    string Id,
    string BillingMethod,
    IReadOnlyDictionary<string, string>? PostCosts = null,
    string OnAccount = "ProfitAndLoss",
    IReadOnlyList<string>? AccrueRevenue = null
)
{
    /// <summary>Where costs go, as OData shows it.</summary>
    [JsonIgnore, NotMapped]
    public IReadOnlyList<NamedValue> PostCostsValues => NamedValue.Of(PostCosts);
}
