using Microsoft.EntityFrameworkCore;
using ProjectInvoice.Finance.Ledger;
using ProjectInvoice.Finance.Rates;
using ProjectInvoice.Finance.SalesTax;
using ProjectInvoice.Finance.Storage;

namespace ProjectInvoice.Finance.Proposals.Retainers;

/// <summary>What was posted until now of the retainers that lines use, refund or credit.</summary>
internal static class RetainerBalances
{
    /// <summary>The balance of every retainer that the lines name, by its actual.</summary>
    public static async Task<Dictionary<Guid, RetainerBalance>> ReadAsync(
        FinanceContext context,
        List<ProposalLine> lines,
        CompanyBooks books,
        int decimals,
        CancellationToken cancellation
    )
    {
        var ids = lines.Select(line => line.RetainerActualId!.Value).Distinct().ToList();
        var rows = context
            .Set<ProjectTransaction>()
            .AsNoTracking()
            .Where(row => row.RetainerActualId != null && EF.Parameter(ids).Contains(row.RetainerActualId.Value));
        var taxes = rows.Join(
            context.Set<SalesTaxTransaction>().AsNoTracking(),
            row => row.ActualId,
            tax => tax.ActualId,
            (row, tax) =>
                new TaxOfRetainer
                {
                    RetainerActualId = row.RetainerActualId,
                    ActualId = row.ActualId,
                    Tax = tax,
                }
        );
        var balances = await PostedAsync(context, rows, taxes, books, decimals, cancellation);
        await AddUsesAsync(balances, rows, cancellation);
        await AddTaxesAsync(balances, taxes, cancellation);
        return balances;
    }

    private static async Task<Dictionary<Guid, RetainerBalance>> PostedAsync(
        FinanceContext context,
        IQueryable<ProjectTransaction> rows,
        IQueryable<TaxOfRetainer> taxes,
        CompanyBooks books,
        int decimals,
        CancellationToken cancellation
    )
    {
        var own = await taxes.Where(pair => pair.ActualId == pair.RetainerActualId).Select(pair => pair.Tax).ToListAsync(cancellation);
        var taxesOf = own.ToLookup(tax => tax.ActualId);
        var retainers = await rows.Where(row => row.ActualId == row.RetainerActualId)
            .Join(context.Set<ProposalLine>(), row => row.ActualId, line => line.ActualId, (row, line) => new { Retainer = row, line.Amount })
            .ToListAsync(cancellation);
        return retainers.ToDictionary(
            pair => pair.Retainer.ActualId,
            pair => new RetainerBalance(pair.Retainer, taxesOf[pair.Retainer.ActualId], pair.Amount != pair.Retainer.Amount, books, decimals)
        );
    }

    private static async Task AddUsesAsync(Dictionary<Guid, RetainerBalance> balances, IQueryable<ProjectTransaction> rows, CancellationToken cancellation)
    {
        var sums = await rows.GroupBy(row => row.RetainerActualId!.Value)
            .Select(group => new
            {
                group.Key,
                Amount = group.Sum(row => row.Amount),
                Accounting = group.Sum(row => row.AccountingAmount),
                Reporting = group.Sum(row => row.ReportingAmount),
            })
            .ToListAsync(cancellation);
        foreach (var sum in sums)
        {
            balances[sum.Key].Add(new BookedAmount(sum.Amount, sum.Accounting, sum.Reporting));
        }
    }

    private static async Task AddTaxesAsync(Dictionary<Guid, RetainerBalance> balances, IQueryable<TaxOfRetainer> taxes, CancellationToken cancellation)
    {
        var sums = await taxes
            .GroupBy(pair => new { pair.RetainerActualId, pair.Tax.TaxCode })
            .Select(group => new
            {
                Retainer = group.Key.RetainerActualId!.Value,
                group.Key.TaxCode,
                Amount = group.Sum(pair => pair.Tax.TaxAmount),
            })
            .ToListAsync(cancellation);
        foreach (var sum in sums)
        {
            balances[sum.Retainer].AddTax(sum.TaxCode, sum.Amount);
        }
    }

    private sealed class TaxOfRetainer
    {
        public required Guid? RetainerActualId { get; init; }

        public required Guid ActualId { get; init; }

        public required SalesTaxTransaction Tax { get; init; }
    }
}
