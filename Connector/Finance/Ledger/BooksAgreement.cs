using Finance.SetUp;
using Finance.Staging;
using Finance.Storage;
using Microsoft.EntityFrameworkCore;

namespace Finance.Ledger;

/// <summary>Checks that ledger, project subledger and customer subledger agree, and says where they do not.</summary>
internal sealed class BooksAgreement(FinanceDatabase database)
{
    private static readonly string[] RevenueTypes = [PostingTypes.InvoicedRevenue, PostingTypes.InvoicedRevenueOnAccount, PostingTypes.WipInvoicedOnAccount];

    /// <summary>One sentence a difference; empty when the books agree.</summary>
    public async Task<IReadOnlyList<string>> FindDifferencesAsync(CancellationToken cancellation)
    {
        await using var context = await database.ReadAsync(cancellation);
        var entries = (await context.Set<LedgerEntry>().ToListAsync(cancellation)).ToLookup(entry => (entry.DataAreaId, entry.Voucher));
        var transactions = (await context.Set<ProjectTransaction>().ToListAsync(cancellation)).ToLookup(row => (row.DataAreaId, row.Voucher));
        var customers = (await context.Set<CustomerTransaction>().ToListAsync(cancellation)).ToLookup(row => (row.DataAreaId, row.Voucher));
        var vouchers = (await context.Set<LedgerVoucher>().ToListAsync(cancellation)).ConvertAll(voucher => (voucher.DataAreaId, voucher.Voucher)).ToHashSet();
        var differences = new List<string>();
        foreach (var key in entries.Select(group => group.Key).Concat(transactions.Select(group => group.Key)).Concat(customers.Select(group => group.Key)).Distinct())
        {
            if (!vouchers.Contains(key))
            {
                differences.Add($"Voucher {key.Voucher} of {key.DataAreaId} is booked but not registered.");
            }

            Compare(differences, key.Voucher, "entries against zero", Sum(entries[key], _ => true), default);
            Compare(differences, key.Voucher, "customer subledger against customer balance",
                customers[key].Aggregate(default((decimal, decimal, decimal)), (sum, row) => (sum.Item1 + row.Amount, sum.Item2 + row.AccountingAmount, sum.Item3 + row.ReportingAmount)),
                Sum(entries[key], entry => entry.PostingType == PostingTypes.CustomerBalance));
            Compare(differences, key.Voucher, "billed sales against revenue", Sum(transactions[key], row => row.Kind == ProjCDSTransType.BilledSales), Negative(Sum(entries[key], entry => RevenueTypes.Contains(entry.PostingType))));
            Compare(differences, key.Voucher, "sales tax of the lines against sales tax booked", (transactions[key].Sum(row => row.SalesTaxAmount), 0m, 0m), (-entries[key].Where(entry => entry.PostingType == PostingTypes.SalesTax).Sum(entry => entry.Amount), 0m, 0m));
            Compare(differences, key.Voucher, "cost against cost booked", Sum(transactions[key], row => row.Kind == ProjCDSTransType.Cost), Sum(entries[key], entry => entry.PostingType is PostingTypes.Cost or PostingTypes.WipCostValue));
        }

        // Work in progress is what was accrued and not invoiced yet.
        var accrued = Sum(transactions.SelectMany(group => group), row => row.Kind == ProjCDSTransType.Sales && row.RevenueAccrued && row.InvoiceProposalId == null);
        Compare(differences, "all", "accrued and not invoiced against WIP - sales value", accrued, Sum(entries.SelectMany(group => group), entry => entry.PostingType == PostingTypes.WipSalesValue));
        Compare(differences, "all", "accrued and not invoiced against accrued revenue", accrued, Negative(Sum(entries.SelectMany(group => group), entry => entry.PostingType == PostingTypes.AccruedRevenue)));
        return differences;
    }

    private static (decimal, decimal, decimal) Sum(IEnumerable<LedgerEntry> entries, Func<LedgerEntry, bool> which) =>
        entries.Where(which).Aggregate(default((decimal, decimal, decimal)), (sum, entry) => (sum.Item1 + entry.Amount, sum.Item2 + entry.AccountingAmount, sum.Item3 + entry.ReportingAmount));

    private static (decimal, decimal, decimal) Sum(IEnumerable<ProjectTransaction> rows, Func<ProjectTransaction, bool> which) =>
        rows.Where(which).Aggregate(default((decimal, decimal, decimal)), (sum, row) => (sum.Item1 + row.Amount, sum.Item2 + row.AccountingAmount, sum.Item3 + row.ReportingAmount));

    private static (decimal, decimal, decimal) Negative((decimal, decimal, decimal) amount) => (-amount.Item1, -amount.Item2, -amount.Item3);

    private static void Compare(List<string> differences, string voucher, string what, (decimal, decimal, decimal) left, (decimal, decimal, decimal) right)
    {
        if (left != right)
        {
            differences.Add($"Voucher {voucher}: {what}: {left} is not {right}.");
        }
    }
}
