using ProjectInvoice.Finance.Setup;
using ProjectInvoice.Finance.Staging;

namespace ProjectInvoice.Finance.Ledger;

/// <summary>Which posting types an event is booked on (domain rules, section 7).</summary>
internal static class PostingRules
{
    /// <summary>The posting types a journal line is booked on, debit first; none where only the project subledger is touched.</summary>
    public static (string Debit, string Credit)? OfJournalLine(ProjCDSTransType kind, string transactionType, bool accruesRevenue, bool costToBalance) =>
        kind switch
        {
            ProjCDSTransType.Sales => accruesRevenue ? (PostingTypes.WipSalesValue, PostingTypes.AccruedRevenue) : null,
            ProjCDSTransType.Cost => transactionType switch
            {
                "Item" => (Debit(costToBalance), PostingTypes.CostItem),
                "Expense" => (Debit(costToBalance), PostingTypes.ExpenseOffset),
                _ => (Debit(costToBalance), PostingTypes.PayrollAllocation),
            },
            _ => throw new ArgumentOutOfRangeException(nameof(kind), kind, "Only cost and unbilled sales stand in a journal."),
        };

    /// <summary>The posting type that the revenue of a proposal line is booked on.</summary>
    public static string OfRevenue(string transactionType, CostAndRevenueProfile profile) =>
        transactionType != "OnAccount" ? PostingTypes.InvoicedRevenue
        : profile.OnAccount == "Balance" ? PostingTypes.WipInvoicedOnAccount
        : PostingTypes.InvoicedRevenueOnAccount;

    /// <summary>
    /// An advance is not a monetary item: what is worked off of it is revenue at the rate of the advance, so the difference is revenue too unless set-up says
    /// otherwise.
    /// </summary>
    public static string? AccountOfExchangeDifference(SetupCatalog setUp, string company) =>
        setUp.Account(company, PostingTypes.ExchangeDifferenceAdvances) ?? setUp.Account(company, PostingTypes.InvoicedRevenue);

    private static string Debit(bool costToBalance) => costToBalance ? PostingTypes.WipCostValue : PostingTypes.Cost;
}
