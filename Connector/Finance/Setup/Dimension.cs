using Microsoft.EntityFrameworkCore;

namespace ProjectInvoice.Finance.Setup;

/// <summary>A financial dimension, its values, and the posting types that cannot be booked without it.</summary>
[PrimaryKey(nameof(Company), nameof(Name))]
internal sealed record Dimension(string Company, string Name, IReadOnlyList<string> Values, IReadOnlyList<string>? RequiredFor = null);
