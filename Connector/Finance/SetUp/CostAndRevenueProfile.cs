namespace Finance.SetUp;

/// <summary>The accounting of a project: where cost and on-account invoices go, and for which transaction types revenue is accrued.</summary>
internal sealed record CostAndRevenueProfile(
    string Company,
    string Id,
    string BillingMethod,
    IReadOnlyDictionary<string, string>? PostCosts = null,
    string OnAccount = "ProfitAndLoss",
    IReadOnlyList<string>? AccrueRevenue = null);
