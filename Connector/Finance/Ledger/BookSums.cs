using Finance.Posting;
using Finance.SetUp;
using Finance.Staging;
using Finance.Storage;
using Microsoft.EntityFrameworkCore;

namespace Finance.Ledger;

/// <summary>The sides of the books as rows that can be put together and summed by the database.</summary>
internal static class BookSums
{
    public static readonly string[] RevenueTypes = [PostingTypes.InvoicedRevenue, PostingTypes.InvoicedRevenueOnAccount, PostingTypes.WipInvoicedOnAccount];

    public static IQueryable<BookSum> Entries(FinanceContext context, params string[] postingTypes) =>
        context.Set<LedgerEntry>().Where(row => postingTypes.Length == 0 || postingTypes.Contains(row.PostingType)).Select(row => new BookSum
        {
            Company = row.DataAreaId,
            Voucher = row.Voucher,
            Account = row.MainAccount,
            Dimensions = row.Dimensions,
            Currency = row.Currency,
            Amount = row.Amount,
            Accounting = row.AccountingAmount,
            Reporting = row.ReportingAmount,
        });

    public static IQueryable<BookSum> BilledSales(FinanceContext context) =>
        Transactions(context.Set<ProjectTransaction>().Where(row => row.Kind == ProjCDSTransType.BilledSales), credited: true);

    public static IQueryable<BookSum> OnAccount(FinanceContext context) =>
        Transactions(context.Set<ProjectTransaction>().Where(row => row.Kind == ProjCDSTransType.BilledSales && row.TransactionType == "OnAccount"), credited: true);

    public static IQueryable<BookSum> Costs(FinanceContext context) =>
        Transactions(context.Set<ProjectTransaction>().Where(row => row.Kind == ProjCDSTransType.Cost), credited: false);

    /// <summary>Work in progress: what was accrued and not invoiced yet.</summary>
    public static IQueryable<BookSum> Accrued(FinanceContext context, bool credited) =>
        Transactions(context.Set<ProjectTransaction>().Where(row => row.Kind == ProjCDSTransType.Sales && row.RevenueAccrued && row.InvoiceProposalId == null), credited);

    public static IQueryable<BookSum> CustomerBalances(FinanceContext context) => context.Set<CustomerBalance>().Select(row => new BookSum
    {
        Company = row.DataAreaId,
        Voucher = row.Voucher,
        Account = row.MainAccount,
        Dimensions = row.Dimensions,
        Currency = string.Empty,
        Amount = row.Amount,
        Accounting = row.AccountingAmount,
        Reporting = row.ReportingAmount,
    });

    public static IQueryable<BookSum> CustomerTransactions(FinanceContext context) => context.Set<CustomerTransaction>().Select(row => new BookSum
    {
        Company = row.DataAreaId,
        Voucher = row.Voucher,
        Account = row.MainAccount,
        Dimensions = string.Empty,
        Currency = row.CurrencyId,
        Amount = row.Amount,
        Accounting = row.AccountingAmount,
        Reporting = row.ReportingAmount,
    });

    /// <summary>Without reporting currency, which an invoice does not keep.</summary>
    public static IQueryable<BookSum> Invoices(FinanceContext context) => context.Set<PostedInvoice>().Select(row => new BookSum
    {
        Company = row.DataAreaId,
        Voucher = row.LedgerVoucher,
        Account = row.CustomerBalanceAccount,
        Dimensions = row.Dimensions,
        Currency = row.CurrencyId,
        Amount = row.InvoiceAmount,
        Accounting = row.InvoiceAmountAccounting,
        Reporting = 0m,
    });

    public static IQueryable<BookSum> SalesTaxes(FinanceContext context) => context.Set<SalesTaxTransaction>().Select(row => new BookSum
    {
        Company = row.DataAreaId,
        Voucher = row.Voucher,
        Account = row.MainAccount,
        Dimensions = row.Dimensions,
        Currency = row.CurrencyId,
        Amount = row.TaxAmount,
        Accounting = row.AccountingTaxAmount,
        Reporting = row.ReportingTaxAmount,
    });

    /// <summary>In invoice currency only, which is what a line keeps.</summary>
    public static IQueryable<BookSum> TaxOfLines(FinanceContext context) => context.Set<ProjectTransaction>().Where(row => row.Kind == ProjCDSTransType.BilledSales).Select(row => new BookSum
    {
        Company = row.DataAreaId,
        Voucher = row.Voucher,
        Account = row.CreditAccount!,
        Dimensions = row.Dimensions,
        Currency = row.CurrencyId,
        Amount = row.SalesTaxAmount,
        Accounting = 0m,
        Reporting = 0m,
    });

    public static IQueryable<BookSum> Negative(IQueryable<BookSum> rows, bool accounting = true, bool reporting = true) => rows.Select(row => new BookSum
    {
        Company = row.Company,
        Voucher = row.Voucher,
        Account = row.Account,
        Dimensions = row.Dimensions,
        Currency = row.Currency,
        Amount = -row.Amount,
        Accounting = accounting ? -row.Accounting : 0m,
        Reporting = reporting ? -row.Reporting : 0m,
    });

    public static IQueryable<BookSum> ByVoucher(IQueryable<BookSum> rows) => rows.GroupBy(row => new { row.Company, row.Voucher })
        .OrderBy(group => group.Key.Company).ThenBy(group => group.Key.Voucher).Select(group => new BookSum
        {
            Company = group.Key.Company,
            Voucher = group.Key.Voucher,
            Amount = group.Sum(row => row.Amount),
            Accounting = group.Sum(row => row.Accounting),
            Reporting = group.Sum(row => row.Reporting),
        });

    public static IQueryable<BookSum> ByVoucherAndAccount(IQueryable<BookSum> rows) => rows.GroupBy(row => new { row.Company, row.Voucher, row.Account, row.Dimensions })
        .OrderBy(group => group.Key.Company).ThenBy(group => group.Key.Voucher).ThenBy(group => group.Key.Account).ThenBy(group => group.Key.Dimensions).Select(group => new BookSum
        {
            Company = group.Key.Company,
            Voucher = group.Key.Voucher,
            Account = group.Key.Account,
            Dimensions = group.Key.Dimensions,
            Amount = group.Sum(row => row.Amount),
            Accounting = group.Sum(row => row.Accounting),
            Reporting = group.Sum(row => row.Reporting),
        });

    public static IQueryable<BookSum> ByAccountAndCurrency(IQueryable<BookSum> rows) => rows.GroupBy(row => new { row.Company, row.Account, row.Dimensions, row.Currency })
        .OrderBy(group => group.Key.Company).ThenBy(group => group.Key.Account).ThenBy(group => group.Key.Dimensions).ThenBy(group => group.Key.Currency).Select(group => new BookSum
        {
            Company = group.Key.Company,
            Account = group.Key.Account,
            Dimensions = group.Key.Dimensions,
            Currency = group.Key.Currency,
            Amount = group.Sum(row => row.Amount),
            Accounting = group.Sum(row => row.Accounting),
            Reporting = group.Sum(row => row.Reporting),
        });

    private static IQueryable<BookSum> Transactions(IQueryable<ProjectTransaction> rows, bool credited) => rows.Select(row => new BookSum
    {
        Company = row.DataAreaId,
        Voucher = row.Voucher,
        Account = (credited ? row.CreditAccount : row.DebitAccount)!,
        Dimensions = row.Dimensions,
        Currency = row.CurrencyId,
        Amount = row.Amount,
        Accounting = row.AccountingAmount,
        Reporting = row.ReportingAmount,
    });
}
