using Microsoft.EntityFrameworkCore;

namespace ProjectInvoice.Finance.Setup;

/// <summary>
/// Which financial dimensions an entry on certain main accounts carries. Accounts are single ones (411100), all that begin alike (4*) or a range
/// (400000..499999).
/// </summary>
[PrimaryKey(nameof(Company), nameof(Name))]
internal sealed record AccountStructure(string Company, string Name, IReadOnlyList<string> Accounts, IReadOnlyList<StructureDimension> Dimensions);
