using Microsoft.EntityFrameworkCore;

namespace ProjectInvoice.Finance.Setup;

/// <summary>The sales tax codes that a customer, contract or project is subject to.</summary>
[PrimaryKey(nameof(Company), nameof(Group))]
internal sealed record SalesTaxGroup(string Company, string Group, IReadOnlyList<string> Codes);
