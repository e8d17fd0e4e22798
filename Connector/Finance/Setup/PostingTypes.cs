namespace ProjectInvoice.Finance.Setup;

/// <summary>The posting types of project accounting, spelled as set-up and reports spell them.</summary>
internal static class PostingTypes
{
    public const string CustomerBalance = "Customer balance";
    public const string InvoicedRevenue = "Project - invoiced revenue";
    public const string InvoicedRevenueOnAccount = "Project - invoiced revenue - on-account";
    public const string WipInvoicedOnAccount = "Project - WIP - invoiced on-account";
    public const string WipSalesValue = "Project - WIP - sales value";
    public const string AccruedRevenue = "Project - accrued revenue";
    public const string Cost = "Project - cost";
    public const string WipCostValue = "Project - WIP - cost value";
    public const string PayrollAllocation = "Project - payroll allocation";
    public const string CostItem = "Project - cost - item";
    public const string ExpenseOffset = "Project - expense offset";

    /// <summary>
    /// What a retainer was booked with and what its use is worth now differ by; on the account of <see cref="InvoicedRevenue"/> unless set-up gives it one.
    /// </summary>
    public const string ExchangeDifferenceAdvances = "Exchange difference - advances";

    public const string PennyDifference = "Penny difference";

    /// <summary>Booked on the account of the sales tax code, not by a rule of its own.</summary>
    public const string SalesTax = "Sales tax";

    /// <summary>The posting types that set-up may give an account.</summary>
    public static readonly IReadOnlyList<string> WithAccount =
    [
        CustomerBalance,
        InvoicedRevenue,
        InvoicedRevenueOnAccount,
        WipInvoicedOnAccount,
        WipSalesValue,
        AccruedRevenue,
        Cost,
        WipCostValue,
        PayrollAllocation,
        CostItem,
        ExpenseOffset,
        ExchangeDifferenceAdvances,
        PennyDifference,
    ];

    /// <summary>The posting types whose entries carry the dimensions of a project, so that a dimension can be demanded for them.</summary>
    public static readonly IReadOnlyList<string> WithProjectDimensions = [.. WithAccount.Except([CustomerBalance, PennyDifference])];
}
