namespace ProjectInvoice.Finance.Tests.Month;

/// <summary>
/// A contract of the firm with its only project, and with one customer or two. Terms is N30 (30 days), EOM14 (14 days after the end of the month) or D15 (the
/// first 15th that is 10 days later). Tax is a group: UK (20 % and a levy of 1.75 %, travel 5 %), ZERO, EXEMPT, RC (reverse charge), or none.
/// </summary>
internal sealed record Deal(
    string Id,
    string Company,
    string Currency,
    string Department,
    string Profile,
    string? Tax = null,
    decimal? FixedRate = null,
    bool Inclusive = false,
    string Terms = "N30",
    bool TwoCustomers = false
)
{
    public string Project => $"P-{Id}";

    public string Customer => $"C-{Id}";

    public IEnumerable<(string Source, string Account)> Payers => TwoCustomers ? [("FS-1", Customer), ("FS-2", $"{Customer}-2")] : [("FS-1", Customer)];
}
