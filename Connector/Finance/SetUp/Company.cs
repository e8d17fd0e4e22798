using Microsoft.EntityFrameworkCore;

namespace Finance.SetUp;

/// <summary>A legal entity that keeps its own books.</summary>
[PrimaryKey(nameof(Id))]
internal sealed record Company(
    string Id,
    string Name,
    string AccountingCurrency,
    string? ReportingCurrency,
    string? TimeZone);
