using Microsoft.EntityFrameworkCore;
using ProjectInvoice.Finance.Ledger;
using ProjectInvoice.Finance.Rates;
using ProjectInvoice.Finance.SalesTax;
using ProjectInvoice.Finance.Setup;
using ProjectInvoice.Finance.Storage;

namespace ProjectInvoice.Finance.Proposals.Retainers;

/// <summary>
/// What the lines of a proposal that use, refund or credit retainers take from these, by what was posted of them until now. What the proposal gives back comes
/// before what it takes.
/// </summary>
internal sealed class RetainerShares
{
    public static readonly RetainerShares None = new([], null);

    private readonly Dictionary<Guid, RetainerBalance> balances;
    private readonly Dictionary<Guid, RetainerShare> shares = [];
    private readonly List<Fault> faults = [];

    private RetainerShares(Dictionary<Guid, RetainerBalance> balances, CompanyBooks? books) => (this.balances, Books) = (balances, books);

    /// <summary>Books the taxes of the shares; null where there is none.</summary>
    public CompanyBooks? Books { get; }

    /// <summary>Uses of more than is left, and credits of a retainer that is used.</summary>
    public IReadOnlyList<Fault> Faults => faults;

    public RetainerShare? Of(ProposalLine line) => shares.GetValueOrDefault(line.ActualId);

    /// <summary>The rate that the on-account amount of a line was booked at: that of its retainer; null where it takes nothing from one.</summary>
    public decimal? RateOf(ProposalLine line) =>
        line.RetainerActualId is { } retainer && retainer != line.ActualId && balances.TryGetValue(retainer, out var balance)
            ? balance.Retainer.ExchangeRate
            : null;

    /// <summary>Locks the retainers of a proposal, since their uses share what is left, and finds what it takes from them.</summary>
    public static async Task<RetainerShares> LockAsync(FinanceSession session, SetupCatalog setUp, InvoiceProposal header, CancellationToken cancellation)
    {
        var retainers = LinesOf(session.Context, header).Select(line => line.RetainerActualId!.Value).Distinct().OrderBy(id => id);
        foreach (var retainer in await retainers.ToListAsync(cancellation))
        {
            await session.LockAsync("retainer", header.DataAreaId, retainer.ToString(), cancellation);
        }

        return await FindAsync(session.Context, setUp, header, cancellation);
    }

    public static async Task<RetainerShares> FindAsync(FinanceContext context, SetupCatalog setUp, InvoiceProposal header, CancellationToken cancellation)
    {
        var lines = await LinesOf(context, header).OrderBy(line => line.LineNumber).ToListAsync(cancellation);
        if (lines.Count == 0 || setUp.Currency(header.SalesCurrency) is not { } currency)
        {
            return None;
        }

        var books = new CompanyBooks(setUp, setUp.Company(header.DataAreaId)!);
        var shares = new RetainerShares(await RetainerBalances.ReadAsync(context, lines, books, currency.Decimals, cancellation), books);
        await shares.GiveBackAsync(context, lines, cancellation);
        foreach (var line in lines.Where(line => line.TakesFromRetainer()))
        {
            shares.Take(line);
        }

        return shares;
    }

    private static IQueryable<ProposalLine> LinesOf(FinanceContext context, InvoiceProposal header) =>
        context
            .Set<ProposalLine>()
            .AsNoTracking()
            .Where(line =>
                line.DataAreaId == header.DataAreaId
                && line.InvoiceProposalId == header.InvoiceProposalId
                && line.RetainerActualId != null
                && line.RetainerActualId != line.ActualId
            );

    private async Task GiveBackAsync(FinanceContext context, List<ProposalLine> lines, CancellationToken cancellation)
    {
        var credits = lines.FindAll(line => line.CreditedActualId is not null);
        var ids = credits.ConvertAll(line => line.CreditedActualId!.Value);
        var credited =
            ids.Count == 0
                ? []
                : await context.Set<ProjectTransaction>().AsNoTracking().Where(row => EF.Parameter(ids).Contains(row.ActualId)).ToListAsync(cancellation);
        foreach (var use in credited.Where(row => row.RetainerActualId != row.ActualId))
        {
            balances[use.RetainerActualId!.Value].Add(-new BookedAmount(use.Amount, use.AccountingAmount, use.ReportingAmount));
        }

        var taxes =
            ids.Count == 0
                ? []
                : await context.Set<SalesTaxTransaction>().AsNoTracking().Where(tax => EF.Parameter(ids).Contains(tax.ActualId)).ToListAsync(cancellation);
        var retainers = credited.ToDictionary(row => row.ActualId, row => row.RetainerActualId!.Value);
        foreach (var tax in taxes.Where(tax => retainers[tax.ActualId] != tax.ActualId))
        {
            balances[retainers[tax.ActualId]].AddTax(tax.TaxCode, -tax.TaxAmount);
        }

        foreach (var line in credits.Where(line => line.CreditedActualId == line.RetainerActualId))
        {
            CheckUnused(line);
        }
    }

    private void CheckUnused(ProposalLine line)
    {
        if (balances.TryGetValue(line.RetainerActualId!.Value, out var balance) && balance.Left != balance.Whole)
        {
            faults.Add(
                ProposalErrors.RetainerUsed.Found(
                    line.LineNumber,
                    balance.Retainer.InvoiceProposalId,
                    balance.Whole,
                    Money.Normalize(balance.Whole - balance.Left)
                )
            );
        }
    }

    private void Take(ProposalLine line)
    {
        var balance = balances[line.RetainerActualId!.Value];
        if (-line.Amount > balance.Left)
        {
            faults.Add(ProposalErrors.RetainerExceeded.Found(line.LineNumber, -line.Amount, balance.Retainer.InvoiceProposalId, Money.Normalize(balance.Left)));
        }

        shares[line.ActualId] = balance.Take(-line.Amount);
    }
}
