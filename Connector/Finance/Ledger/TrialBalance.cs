namespace ProjectInvoice.Finance.Ledger;

/// <summary>The balances of a company's main accounts over a range of days. The amounts of all lines add up to zero.</summary>
internal sealed record TrialBalance(
    string Company,
    DateOnly From,
    DateOnly To,
    string? Dimension,
    string AccountingCurrency,
    string ReportingCurrency,
    IReadOnlyList<TrialBalanceLine> Lines
);
