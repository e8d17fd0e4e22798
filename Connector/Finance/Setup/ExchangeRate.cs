using Microsoft.EntityFrameworkCore;

namespace ProjectInvoice.Finance.Setup;

/// <summary>
/// How many units of <c>To</c> one unit of <c>From</c> is worth from a date on. Type Default serves the accounting currency, type Reporting the reporting
/// currency.
/// </summary>
[PrimaryKey(nameof(Type), nameof(From), nameof(To), nameof(ValidFrom))]
internal sealed record ExchangeRate(string Type, string From, string To, DateOnly ValidFrom, decimal Rate);
