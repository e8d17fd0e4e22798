using Microsoft.EntityFrameworkCore;

namespace ProjectInvoice.Finance.Setup;

/// <summary>A transaction category and the item sales tax group of what is booked on it.</summary>
[PrimaryKey(nameof(Company), nameof(Id))]
internal sealed record Category(string Company, string Id, string TransactionType, string? ItemSalesTaxGroup = null);
