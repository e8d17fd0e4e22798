using Microsoft.EntityFrameworkCore;

namespace Finance.SetUp;

/// <summary>A project contract with the customers who pay for it, and whether its prices contain sales tax.</summary>
[PrimaryKey(nameof(Company), nameof(Id))]
internal sealed record Contract(
    string Company,
    string Id,
    string Currency,
    string? SalesTaxGroup = null,
    IReadOnlyList<FundingSource>? FundingSources = null,
    bool PricesIncludeSalesTax = false);
