namespace ProjectInvoice.Finance.Ledger;

/// <summary>Balance before the range, debits and credits within it (both positive), balance after it. Debit balances are positive.</summary>
internal sealed record TrialBalanceAmounts(decimal Opening, decimal Debit, decimal Credit, decimal Closing)
{
    public static TrialBalanceAmounts operator +(TrialBalanceAmounts left, TrialBalanceAmounts right) =>
        Of(left.Opening + right.Opening, left.Debit + right.Debit, left.Credit + right.Credit);

    public static TrialBalanceAmounts Of(decimal opening, decimal debit, decimal credit) =>
        new(Money.Normalize(opening), Money.Normalize(debit), Money.Normalize(credit), Money.Normalize(opening + debit - credit));
}
