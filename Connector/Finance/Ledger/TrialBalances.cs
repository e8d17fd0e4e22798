using Microsoft.EntityFrameworkCore;
using ProjectInvoice.Finance.Setup;
using ProjectInvoice.Finance.Storage;

namespace ProjectInvoice.Finance.Ledger;

/// <summary>Makes trial balances; the database sums the entries by account and dimensions.</summary>
internal sealed class TrialBalances(FinanceDatabase database)
{
    /// <exception cref="FinanceRefusal">Unknown company (<see cref="SetupErrors.UnknownCompany"/>) or dimension
    /// (<see cref="LedgerErrors.UnknownDimension"/>), or a range that ends before it begins (<see cref="LedgerErrors.RangeOfDays"/>).</exception>
    public async Task<TrialBalance> OfAsync(string companyId, DateOnly? first, DateOnly? last, string? dimension, CancellationToken cancellation)
    {
        await using var context = await database.ReadAsync(cancellation);
        var setUp = await SetupStore.CatalogAsync(context, cancellation);
        var company = setUp.Company(companyId) ?? throw SetupErrors.UnknownCompany.Refusal($"company {companyId}");
        var (from, to) = (first ?? DateOnly.MinValue, last ?? DateOnly.MaxValue);
        if (to < from)
        {
            throw LedgerErrors.RangeOfDays.Refusal("trial balance");
        }

        var name = dimension is null
            ? null
            : setUp.Dimensions(company.Id).FirstOrDefault(known => string.Equals(known.Name, dimension, StringComparison.OrdinalIgnoreCase))?.Name
                ?? throw LedgerErrors.UnknownDimension.Refusal("trial balance", company.Id, dimension);
        var names = await context
            .Set<MainAccount>()
            .ToDictionaryAsync(account => account.Number, account => account.Name, StringComparer.Ordinal, cancellation);
        var lines = await SumAsync(context, company.Id, from, to, name, names, cancellation);
        return new TrialBalance(company.Id, from, to, name, company.AccountingCurrency, company.ReportingCurrency ?? company.AccountingCurrency, lines);
    }

    private static async Task<List<TrialBalanceLine>> SumAsync(
        FinanceContext context,
        string company,
        DateOnly from,
        DateOnly to,
        string? dimension,
        Dictionary<string, string> names,
        CancellationToken cancellation
    )
    {
        var sums = await context
            .Set<LedgerEntry>()
            .Where(row => row.DataAreaId == company && row.AccountingDate <= to)
            .GroupBy(row => new { row.MainAccount, row.Dimensions })
            .Select(group => new
            {
                group.Key.MainAccount,
                group.Key.Dimensions,
                Opening = group.Sum(row => row.AccountingDate < from ? row.AccountingAmount : 0m),
                Debit = group.Sum(row => row.AccountingDate >= from && row.AccountingAmount > 0m ? row.AccountingAmount : 0m),
                Credit = group.Sum(row => row.AccountingDate >= from && row.AccountingAmount < 0m ? -row.AccountingAmount : 0m),
                ReportingOpening = group.Sum(row => row.AccountingDate < from ? row.ReportingAmount : 0m),
                ReportingDebit = group.Sum(row => row.AccountingDate >= from && row.ReportingAmount > 0m ? row.ReportingAmount : 0m),
                ReportingCredit = group.Sum(row => row.AccountingDate >= from && row.ReportingAmount < 0m ? -row.ReportingAmount : 0m),
            })
            .ToListAsync(cancellation);
        return
        [
            .. sums.GroupBy(sum => (sum.MainAccount, Value: dimension is null ? null : DimensionSet.ValueOf(sum.Dimensions, dimension)))
                .OrderBy(group => group.Key.MainAccount, StringComparer.Ordinal)
                .ThenBy(group => group.Key.Value, StringComparer.Ordinal)
                .Select(group => new TrialBalanceLine(
                    group.Key.MainAccount,
                    names.GetValueOrDefault(group.Key.MainAccount),
                    group.Key.Value,
                    group.Select(sum => TrialBalanceAmounts.Of(sum.Opening, sum.Debit, sum.Credit)).Aggregate((left, right) => left + right),
                    group
                        .Select(sum => TrialBalanceAmounts.Of(sum.ReportingOpening, sum.ReportingDebit, sum.ReportingCredit))
                        .Aggregate((left, right) => left + right)
                )),
        ];
    }
}
