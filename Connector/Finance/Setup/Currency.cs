using Microsoft.EntityFrameworkCore;

namespace ProjectInvoice.Finance.Setup;

/// <summary>A currency and the number of decimals its amounts have.</summary>
[PrimaryKey(nameof(Code))]
internal sealed record Currency(string Code, int Decimals);
