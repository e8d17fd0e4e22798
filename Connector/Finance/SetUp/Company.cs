namespace Finance.SetUp;

/// <summary>A legal entity that keeps its own books.</summary>
internal sealed record Company(
    string Id,
    string Name,
    string AccountingCurrency,
    string? ReportingCurrency,
    string? TimeZone);
