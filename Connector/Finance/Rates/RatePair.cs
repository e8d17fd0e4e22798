namespace ProjectInvoice.Finance.Rates;

/// <summary>Units of accounting and of reporting currency for one unit of a transaction's currency.</summary>
internal sealed record RatePair(decimal Accounting, decimal Reporting);
