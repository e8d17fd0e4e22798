namespace ProjectInvoice.Finance.Ledger;

/// <summary>One main account, with the value of the dimension where one was asked for (empty where an entry has none).</summary>
internal sealed record TrialBalanceLine(
    string MainAccount,
    string? Name,
    string? DimensionValue,
    TrialBalanceAmounts Accounting,
    TrialBalanceAmounts Reporting
);
