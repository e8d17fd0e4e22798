using Microsoft.EntityFrameworkCore;

namespace ProjectInvoice.Finance.Setup;

/// <summary>The main account that a posting type is booked on.</summary>
[PrimaryKey(nameof(Company), nameof(PostingType))]
internal sealed record LedgerPosting(string Company, string PostingType, string Account);
