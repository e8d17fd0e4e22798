namespace Finance.Tests.Month;

/// <summary>A contract of the firm with its only project and customer. Tax is a group: UK (20 % and a levy of 1.75 %, travel 5 %), ZERO, EXEMPT, RC (reverse charge), or none.</summary>
internal sealed record Deal(string Id, string Company, string Currency, string Department, string Profile, string? Tax = null, decimal? FixedRate = null, bool Inclusive = false)
{
    public string Project => $"P-{Id}";

    public string Customer => $"C-{Id}";
}
