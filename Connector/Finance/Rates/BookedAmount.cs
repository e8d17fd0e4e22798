namespace ProjectInvoice.Finance.Rates;

/// <summary>An amount in transaction, accounting and reporting currency, each rounded at its own decimals.</summary>
internal readonly record struct BookedAmount(decimal Transaction, decimal Accounting, decimal Reporting)
{
    public static BookedAmount operator -(BookedAmount amount) => new(-amount.Transaction, -amount.Accounting, -amount.Reporting);

    public static BookedAmount operator +(BookedAmount left, BookedAmount right) =>
        new(left.Transaction + right.Transaction, left.Accounting + right.Accounting, left.Reporting + right.Reporting);
}
