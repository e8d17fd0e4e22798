using Microsoft.EntityFrameworkCore;

namespace ProjectInvoice.Finance.Setup;

/// <summary>What a billing type means in the books: whether it is charged and whether its revenue may be accrued.</summary>
[PrimaryKey(nameof(Company), nameof(BillingType))]
internal sealed record LineProperty(string Company, string BillingType, string Id, bool Chargeable, bool AccrueRevenue);
