using Finance.Ledger;
using Finance.Proposals;
using Finance.Staging;
using Finance.Storage;
using Microsoft.EntityFrameworkCore;

namespace Finance.SetUp;

/// <summary>Keeps the set-up in the database: replaced as a whole in one transaction, read back as a whole.</summary>
internal sealed class SetUpStore(FinanceDatabase database)
{
    public async Task ReplaceAsync(FinanceSetUp setUp, CancellationToken cancellation)
    {
        SetUpChecks.Require(setUp);
        await using var session = await database.BeginAsync(cancellation);
        await session.LockAsync("set-up", cancellation);
        var context = session.Context;
        await RequireCompaniesOfBooksAsync(session, setUp, cancellation);
        await ReplaceAsync(context, setUp.Companies, cancellation);
        await ReplaceAsync(context, setUp.Currencies, cancellation);
        await ReplaceAsync(context, setUp.ExchangeRates, cancellation);
        await ReplaceAsync(context, setUp.FixedRateAgreements, cancellation);
        await ReplaceAsync(context, setUp.FiscalPeriods, cancellation);
        await ReplaceAsync(context, setUp.SalesTaxCodes, cancellation);
        await ReplaceAsync(context, setUp.SalesTaxGroups, cancellation);
        await ReplaceAsync(context, setUp.ItemSalesTaxGroups, cancellation);
        await ReplaceAsync(context, setUp.TermsOfPayment, cancellation);
        await ReplaceAsync(context, setUp.Customers, cancellation);
        await ReplaceAsync(context, setUp.Contracts, cancellation);
        await ReplaceAsync(context, setUp.Projects, cancellation);
        await ReplaceAsync(context, setUp.Categories, cancellation);
        await ReplaceAsync(context, setUp.LineProperties, cancellation);
        await ReplaceAsync(context, setUp.CostAndRevenueProfiles, cancellation);
        await ReplaceAsync(context, setUp.ProfileRules, cancellation);
        await ReplaceAsync(context, setUp.MainAccounts, cancellation);
        await ReplaceAsync(context, setUp.LedgerPosting, cancellation);
        await ReplaceAsync(context, setUp.Dimensions, cancellation);
        await ReplaceAsync(context, setUp.NumberSequences, cancellation);
        await ReplaceAsync(context, setUp.Parameters, cancellation);
        await RaiseCountersAsync(context, setUp.NumberSequences, cancellation);
        await session.CommitAsync(cancellation);
    }

    public async Task<FinanceSetUp> ReadAsync(CancellationToken cancellation)
    {
        await using var context = await database.ReadAsync(cancellation);
        return await ReadAsync(context, cancellation);
    }

    public static async Task<SetUpCatalogue> CatalogueAsync(FinanceContext context, CancellationToken cancellation) => new(await ReadAsync(context, cancellation));

    private static async Task<FinanceSetUp> ReadAsync(FinanceContext context, CancellationToken cancellation) => new()
    {
        Companies = await ListAsync<Company>(context, cancellation),
        Currencies = await ListAsync<Currency>(context, cancellation),
        ExchangeRates = await ListAsync<ExchangeRate>(context, cancellation),
        FixedRateAgreements = await ListAsync<FixedRateAgreement>(context, cancellation),
        FiscalPeriods = await ListAsync<FiscalPeriod>(context, cancellation),
        SalesTaxCodes = await ListAsync<SalesTaxCode>(context, cancellation),
        SalesTaxGroups = await ListAsync<SalesTaxGroup>(context, cancellation),
        ItemSalesTaxGroups = await ListAsync<ItemSalesTaxGroup>(context, cancellation),
        TermsOfPayment = await ListAsync<TermsOfPayment>(context, cancellation),
        Customers = await ListAsync<Customer>(context, cancellation),
        Contracts = await ListAsync<Contract>(context, cancellation),
        Projects = await ListAsync<Project>(context, cancellation),
        Categories = await ListAsync<Category>(context, cancellation),
        LineProperties = await ListAsync<LineProperty>(context, cancellation),
        CostAndRevenueProfiles = await ListAsync<CostAndRevenueProfile>(context, cancellation),
        ProfileRules = await ListAsync<ProfileRule>(context, cancellation),
        MainAccounts = await ListAsync<MainAccount>(context, cancellation),
        LedgerPosting = await ListAsync<LedgerPosting>(context, cancellation),
        Dimensions = await ListAsync<Dimension>(context, cancellation),
        NumberSequences = await ListAsync<NumberSequence>(context, cancellation),
        Parameters = await ListAsync<CompanyParameters>(context, cancellation),
    };

    private static async Task ReplaceAsync<T>(FinanceContext context, IReadOnlyList<T> records, CancellationToken cancellation)
        where T : class
    {
        await context.Set<T>().ExecuteDeleteAsync(cancellation);
        context.Set<T>().AddRange(records);
    }

    private static async Task RequireCompaniesOfBooksAsync(FinanceSession session, FinanceSetUp setUp, CancellationToken cancellation)
    {
        var faults = new List<FinanceMessage>();
        foreach (var known in await session.Query<Company>().ToListAsync(cancellation))
        {
            var given = setUp.Companies.FirstOrDefault(company => string.Equals(company.Id, known.Id, StringComparison.OrdinalIgnoreCase));
            if (given is null)
            {
                if (await session.Query<ActualsImport>().AnyAsync(row => row.DataAreaId == known.Id, cancellation) || await session.Query<InvoiceProposal>().AnyAsync(row => row.DataAreaId == known.Id, cancellation))
                {
                    faults.Add(new("PINV4309", $"set-up section companies record {known.Id}", "The company has transactions and cannot be left out. Keep it, then send the set-up again."));
                }
            }
            else if (given.AccountingCurrency != known.AccountingCurrency || given.ReportingCurrency != known.ReportingCurrency)
            {
                if (await session.Query<LedgerVoucher>().AnyAsync(voucher => voucher.DataAreaId == known.Id, cancellation))
                {
                    faults.Add(new("PINV4309", $"set-up section companies record {known.Id} field accountingCurrency, reportingCurrency", "The company has posted vouchers in its currencies. Keep them, then send the set-up again."));
                }
            }
        }

        if (faults.Count > 0)
        {
            throw new SetUpRefusal(faults);
        }
    }

    private static async Task RaiseCountersAsync(FinanceContext context, IReadOnlyList<NumberSequence> sequences, CancellationToken cancellation)
    {
        var counters = await context.Set<NumberSequenceCounter>().ToListAsync(cancellation);
        foreach (var sequence in sequences)
        {
            var counter = counters.Find(counter => counter.Reference == sequence.Reference && counter.Company == NumberSequences.CounterOf(sequence.Company));
            if (counter is null)
            {
                context.Add(new NumberSequenceCounter { Company = NumberSequences.CounterOf(sequence.Company), Reference = sequence.Reference, Next = sequence.Next });
            }
            else
            {
                counter.Next = Math.Max(counter.Next, sequence.Next);
            }
        }
    }

    private static async Task<IReadOnlyList<T>> ListAsync<T>(FinanceContext context, CancellationToken cancellation)
        where T : class
    {
        var keys = context.Model.FindEntityType(typeof(T))!.FindPrimaryKey()!.Properties;
        IOrderedQueryable<T>? ordered = null;
        foreach (var key in keys.Select(key => key.Name))
        {
            ordered = ordered is null
                ? context.Set<T>().AsNoTracking().OrderBy(record => EF.Property<object>(record, key))
                : ordered.ThenBy(record => EF.Property<object>(record, key));
        }

        return await ordered!.ToListAsync(cancellation);
    }
}
