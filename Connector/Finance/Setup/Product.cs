using Microsoft.EntityFrameworkCore;

namespace ProjectInvoice.Finance.Setup;

/// <summary>A product and the item sales tax group of material that names it; material without one takes that of its category.</summary>
[PrimaryKey(nameof(Company), nameof(Number))]
internal sealed record Product(string Company, string Number, string? ItemSalesTaxGroup = null);
