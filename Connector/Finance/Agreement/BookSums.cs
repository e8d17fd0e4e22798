using Microsoft.EntityFrameworkCore;
using ProjectInvoice.Finance.Documents;
using ProjectInvoice.Finance.Ledger;
using ProjectInvoice.Finance.Proposals;
using ProjectInvoice.Finance.SalesTax;
using ProjectInvoice.Finance.Setup;
using ProjectInvoice.Finance.Staging;
using ProjectInvoice.Finance.Storage;

namespace ProjectInvoice.Finance.Agreement;

/// <summary>The sides of the books as rows that can be put together and summed by the database.</summary>
internal static class BookSums
{
    public static readonly string[] RevenueTypes = [PostingTypes.InvoicedRevenue, PostingTypes.InvoicedRevenueOnAccount, PostingTypes.WipInvoicedOnAccount];

    private static readonly string[] OnAccountTypes = [PostingTypes.InvoicedRevenueOnAccount, PostingTypes.WipInvoicedOnAccount];

    public static IQueryable<BookSum> Entries(FinanceContext context, params string[] postingTypes) =>
        context
            .Set<LedgerEntry>()
            .Where(row => postingTypes.Length == 0 || postingTypes.Contains(row.PostingType))
            .Select(row => new BookSum
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
        Transactions(
            context.Set<ProjectTransaction>().Where(row => row.Kind == ProjCDSTransType.BilledSales && row.TransactionType == "OnAccount"),
            credited: true
        );

    public static IQueryable<BookSum> Costs(FinanceContext context) =>
        Transactions(context.Set<ProjectTransaction>().Where(row => row.Kind == ProjCDSTransType.Cost), credited: false);

    /// <summary>Work in progress: what was accrued and not invoiced yet.</summary>
    public static IQueryable<BookSum> Accrued(FinanceContext context, bool credited) =>
        Transactions(
            context.Set<ProjectTransaction>().Where(row => row.Kind == ProjCDSTransType.Sales && row.RevenueAccrued && row.InvoiceProposalId == null),
            credited
        );

    public static IQueryable<BookSum> CustomerBalances(FinanceContext context) =>
        context
            .Set<CustomerBalance>()
            .Select(row => new BookSum
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

    public static IQueryable<BookSum> CustomerTransactions(FinanceContext context) =>
        context
            .Set<CustomerTransaction>()
            .Select(row => new BookSum
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
    public static IQueryable<BookSum> Invoices(FinanceContext context) =>
        context
            .Set<PostedInvoice>()
            .Select(row => new BookSum
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

    public static IQueryable<BookSum> SalesTaxes(FinanceContext context) =>
        context
            .Set<SalesTaxTransaction>()
            .Select(row => new BookSum
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
    public static IQueryable<BookSum> TaxOfLines(FinanceContext context) =>
        context
            .Set<ProjectTransaction>()
            .Where(row => row.Kind == ProjCDSTransType.BilledSales)
            .Select(row => new BookSum
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

    /// <summary>In invoice currency only, which is what an invoice keeps of its tax.</summary>
    public static IQueryable<BookSum> TaxOfInvoices(FinanceContext context) =>
        context
            .Set<PostedInvoice>()
            .Select(row => new BookSum
            {
                Company = row.DataAreaId,
                Voucher = row.LedgerVoucher,
                Account = string.Empty,
                Dimensions = string.Empty,
                Currency = row.CurrencyId,
                Amount = row.SumTax,
                Accounting = 0m,
                Reporting = 0m,
            });

    /// <summary>
    /// What the entries of an actual have left after it was billed or reversed, with those of its reversal: WIP, accrued revenue, cost and revenue alike.
    /// </summary>
    public static IQueryable<BookSum> Closed(FinanceContext context)
    {
        var reversals = Reversals(context);
        var billed = context
            .Set<ProjectTransaction>()
            .Where(row => row.Kind == ProjCDSTransType.Sales && row.InvoiceProposalId != null)
            .Select(row => row.ActualId);
        var closed = billed.Union(reversals.Select(pair => pair.Original));
        var entries = context.Set<LedgerEntry>();
        var own = entries.Join(closed, entry => entry.ActualId, actual => (Guid?)actual, (entry, actual) => new { Entry = entry, Actual = actual });
        var back = entries.Join(
            reversals,
            entry => entry.ActualId,
            pair => (Guid?)pair.Reversal,
            (entry, pair) => new { Entry = entry, Actual = pair.Original }
        );
        return own.Concat(back)
            .Select(row => new BookSum
            {
                Company = row.Entry.DataAreaId,
                Account = row.Entry.MainAccount,
                Dimensions = row.Entry.Dimensions,
                Actual = row.Actual,
                Currency = row.Entry.Currency,
                Amount = row.Entry.Amount,
                Accounting = row.Entry.AccountingAmount,
                Reporting = row.Entry.ReportingAmount,
            });
    }

    /// <summary>The on-account entries of retainers of which nothing is left: used up, refunded or credited.</summary>
    public static IQueryable<BookSum> UsedUpRetainers(FinanceContext context) =>
        OfUsedUp(context)
            .Join(
                context.Set<LedgerEntry>().Where(entry => OnAccountTypes.Contains(entry.PostingType)),
                row => (Guid?)row.ActualId,
                entry => entry.ActualId,
                (row, entry) =>
                    new BookSum
                    {
                        Company = entry.DataAreaId,
                        Account = entry.MainAccount,
                        Dimensions = entry.Dimensions,
                        Actual = row.RetainerActualId,
                        Currency = entry.Currency,
                        Amount = entry.Amount,
                        Accounting = entry.AccountingAmount,
                        Reporting = entry.ReportingAmount,
                    }
            );

    /// <summary>The sales tax of those, in invoice currency: what it is worth is told by the rates of each invoice.</summary>
    public static IQueryable<BookSum> TaxOfUsedUpRetainers(FinanceContext context) =>
        OfUsedUp(context)
            .Join(
                context.Set<SalesTaxTransaction>(),
                row => row.ActualId,
                tax => tax.ActualId,
                (row, tax) =>
                    new BookSum
                    {
                        Company = tax.DataAreaId,
                        Account = tax.MainAccount,
                        Dimensions = tax.Dimensions,
                        Actual = row.RetainerActualId,
                        Currency = tax.CurrencyId,
                        Amount = tax.TaxAmount,
                        Accounting = 0m,
                        Reporting = 0m,
                    }
            );

    /// <summary>The sales tax of credited lines, with that of their credits.</summary>
    public static IQueryable<BookSum> TaxOfCredited(FinanceContext context)
    {
        var credits = context
            .Set<ProposalLine>()
            .Where(line => line.CreditedActualId != null)
            .Join(
                context.Set<ProjectTransaction>(),
                line => line.ActualId,
                posted => posted.ActualId,
                (line, posted) => new { Credit = line.ActualId, Credited = line.CreditedActualId!.Value }
            );
        var taxes = context.Set<SalesTaxTransaction>();
        var charged = taxes.Join(credits, tax => tax.ActualId, pair => pair.Credited, (tax, pair) => new { Tax = tax, pair.Credited });
        var takenBack = taxes.Join(credits, tax => tax.ActualId, pair => pair.Credit, (tax, pair) => new { Tax = tax, pair.Credited });
        return charged
            .Concat(takenBack)
            .Select(row => new BookSum
            {
                Company = row.Tax.DataAreaId,
                Account = row.Tax.MainAccount,
                Dimensions = row.Tax.Dimensions,
                Actual = row.Credited,
                Currency = row.Tax.CurrencyId,
                Amount = row.Tax.TaxAmount,
                Accounting = row.Tax.AccountingTaxAmount,
                Reporting = row.Tax.ReportingTaxAmount,
            });
    }

    public static IQueryable<BookSum> Negative(IQueryable<BookSum> rows, bool accounting = true, bool reporting = true) =>
        rows.Select(row => new BookSum
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

    public static IQueryable<BookSum> ByVoucher(IQueryable<BookSum> rows) =>
        rows.GroupBy(row => new { row.Company, row.Voucher })
            .OrderBy(group => group.Key.Company)
            .ThenBy(group => group.Key.Voucher)
            .Select(group => new BookSum
            {
                Company = group.Key.Company,
                Voucher = group.Key.Voucher,
                Amount = group.Sum(row => row.Amount),
                Accounting = group.Sum(row => row.Accounting),
                Reporting = group.Sum(row => row.Reporting),
            });

    public static IQueryable<BookSum> ByVoucherAndAccount(IQueryable<BookSum> rows) =>
        rows.GroupBy(row => new
            {
                row.Company,
                row.Voucher,
                row.Account,
                row.Dimensions,
            })
            .OrderBy(group => group.Key.Company)
            .ThenBy(group => group.Key.Voucher)
            .ThenBy(group => group.Key.Account)
            .ThenBy(group => group.Key.Dimensions)
            .Select(group => new BookSum
            {
                Company = group.Key.Company,
                Voucher = group.Key.Voucher,
                Account = group.Key.Account,
                Dimensions = group.Key.Dimensions,
                Amount = group.Sum(row => row.Amount),
                Accounting = group.Sum(row => row.Accounting),
                Reporting = group.Sum(row => row.Reporting),
            });

    public static IQueryable<BookSum> ByAccountAndCurrency(IQueryable<BookSum> rows) =>
        rows.GroupBy(row => new
            {
                row.Company,
                row.Account,
                row.Dimensions,
                row.Currency,
            })
            .OrderBy(group => group.Key.Company)
            .ThenBy(group => group.Key.Account)
            .ThenBy(group => group.Key.Dimensions)
            .ThenBy(group => group.Key.Currency)
            .Select(group => new BookSum
            {
                Company = group.Key.Company,
                Account = group.Key.Account,
                Dimensions = group.Key.Dimensions,
                Currency = group.Key.Currency,
                Amount = group.Sum(row => row.Amount),
                Accounting = group.Sum(row => row.Accounting),
                Reporting = group.Sum(row => row.Reporting),
            });

    public static IQueryable<BookSum> ByActual(IQueryable<BookSum> rows) =>
        rows.GroupBy(row => new
            {
                row.Company,
                row.Actual,
                row.Account,
                row.Dimensions,
                row.Currency,
            })
            .OrderBy(group => group.Key.Company)
            .ThenBy(group => group.Key.Actual)
            .ThenBy(group => group.Key.Account)
            .ThenBy(group => group.Key.Dimensions)
            .ThenBy(group => group.Key.Currency)
            .Select(group => new BookSum
            {
                Company = group.Key.Company,
                Account = group.Key.Account,
                Dimensions = group.Key.Dimensions,
                Actual = group.Key.Actual,
                Currency = group.Key.Currency,
                Amount = group.Sum(row => row.Amount),
                Accounting = group.Sum(row => row.Accounting),
                Reporting = group.Sum(row => row.Reporting),
            });

    // A connection may be read from either end.
    private static IQueryable<PostedReversal> Reversals(FinanceContext context)
    {
        var connections = context.Set<TransactionRelationship>();
        var first = connections
            .Where(row => row.Transaction1Role == RelationshipRole.Reversing && row.Transaction2Role == RelationshipRole.Original)
            .Select(row => new { Reversal = row.Transaction1Id, Original = row.Transaction2Id });
        var second = connections
            .Where(row => row.Transaction2Role == RelationshipRole.Reversing && row.Transaction1Role == RelationshipRole.Original)
            .Select(row => new { Reversal = row.Transaction2Id, Original = row.Transaction1Id });
        return first
            .Union(second)
            .Join(
                context.Set<ProjectTransaction>(),
                pair => pair.Reversal,
                posted => posted.ActualId,
                (pair, posted) => new PostedReversal { Reversal = pair.Reversal, Original = pair.Original }
            );
    }

    private static IQueryable<ProjectTransaction> OfUsedUp(FinanceContext context)
    {
        var rows = context.Set<ProjectTransaction>().Where(row => row.RetainerActualId != null);
        var usedUp = rows.Join(
                context.Set<ProposalLine>(),
                row => row.ActualId,
                line => line.ActualId,
                (row, line) => new { row.RetainerActualId, line.Amount }
            )
            .GroupBy(row => row.RetainerActualId)
            .Where(group => group.Sum(row => row.Amount) == 0m)
            .Select(group => group.Key);
        return rows.Where(row => usedUp.Contains(row.RetainerActualId));
    }

    private static IQueryable<BookSum> Transactions(IQueryable<ProjectTransaction> rows, bool credited) =>
        rows.Select(row => new BookSum
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

    private sealed class PostedReversal
    {
        public Guid Reversal { get; init; }

        public Guid Original { get; init; }
    }
}
