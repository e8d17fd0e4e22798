using Microsoft.EntityFrameworkCore;

namespace ProjectInvoice.Finance.Setup;

/// <summary>A range of days, both included, that is Open, OnHold or Closed for posting.</summary>
[PrimaryKey(nameof(Company), nameof(From))]
internal sealed record FiscalPeriod(string Company, DateOnly From, DateOnly To, string Status);
