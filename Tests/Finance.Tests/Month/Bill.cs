namespace ProjectInvoice.Finance.Tests.Month;

/// <summary>An invoice of the month.</summary>
/// <param name="Proposal">The pro forma number.</param>
/// <param name="Deal">What is invoiced for.</param>
/// <param name="Date">The invoice date that it is sent with.</param>
/// <param name="PostedWith">The date it is posted with where the first is refused.</param>
/// <param name="Items">What is on it.</param>
internal sealed record Bill(string Proposal, string Deal, string Date, string? PostedWith, params Item[] Items)
{
    /// <summary>Which of the contract customers pays.</summary>
    public string FundingSource { get; init; } = "FS-1";

    public string Customer => Firm.Deal(Deal).Customer + (FundingSource == "FS-1" ? string.Empty : "-2");

    public DateOnly PostedOn => DateOnly.Parse(PostedWith ?? Date, null);
}
