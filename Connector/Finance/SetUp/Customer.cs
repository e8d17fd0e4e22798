using Microsoft.EntityFrameworkCore;

namespace Finance.SetUp;

/// <summary>Who is invoiced.</summary>
[PrimaryKey(nameof(Company), nameof(Account))]
internal sealed record Customer(
    string Company,
    string Account,
    string Name,
    string Currency,
    string? SalesTaxGroup = null,
    string? TermsOfPayment = null,
    string? TaxNumber = null,
    Address? Address = null);
