using Microsoft.EntityFrameworkCore;

namespace ProjectInvoice.Finance.Setup;

/// <summary>
/// One sales tax with its account and its percentages over time. Zero, Exempt and ReverseCharge charge nothing. The text stands on the document.
/// </summary>
[PrimaryKey(nameof(Company), nameof(Code))]
internal sealed record SalesTaxCode(string Company, string Code, string Kind, string Account, IReadOnlyList<SalesTaxRate> Rates, string? Text = null);
