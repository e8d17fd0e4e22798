using Microsoft.EntityFrameworkCore;

namespace ProjectInvoice.Finance.Setup;

/// <summary>The sales tax codes that what is sold is subject to.</summary>
[PrimaryKey(nameof(Company), nameof(Group))]
internal sealed record ItemSalesTaxGroup(string Company, string Group, IReadOnlyList<string> Codes);
