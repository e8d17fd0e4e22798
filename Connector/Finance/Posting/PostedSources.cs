using Finance.Ledger;
using Finance.Proposals;
using Finance.Storage;
using Microsoft.EntityFrameworkCore;

namespace Finance.Posting;

/// <summary>The posted transactions that the lines of an invoice bill or credit.</summary>
internal sealed class PostedSources
{
    private readonly Dictionary<Guid, ProjectTransaction> _byActual;

    private PostedSources(Dictionary<Guid, ProjectTransaction> byActual, List<Guid> unbilled, ILookup<Guid, SalesTaxTransaction> taxes)
    {
        _byActual = byActual;
        Unbilled = unbilled.ConvertAll(id => byActual[id]);
        Taxes = taxes;
    }

    /// <summary>The unbilled sales that the lines bill.</summary>
    public IReadOnlyList<ProjectTransaction> Unbilled { get; }

    /// <summary>The posted taxes of what is credited, by actual.</summary>
    public ILookup<Guid, SalesTaxTransaction> Taxes { get; }

    public static async Task<PostedSources> FindAsync(FinanceSession session, List<ProposalLine> lines, CancellationToken cancellation)
    {
        var unbilled = lines.Where(line => line.UnbilledActualId is not null).Select(line => line.UnbilledActualId!.Value).ToList();
        var credited = lines.Where(line => line.CreditedActualId is not null).Select(line => line.CreditedActualId!.Value).ToList();
        var sources = unbilled.Concat(credited).ToList();
        var posted = await session.Query<ProjectTransaction>().Where(row => EF.Parameter(sources).Contains(row.ActualId)).ToDictionaryAsync(row => row.ActualId, cancellation);
        var taxes = await session.Query<SalesTaxTransaction>().Where(row => EF.Parameter(credited).Contains(row.ActualId)).ToListAsync(cancellation);
        return new PostedSources(posted, unbilled, taxes.ToLookup(tax => tax.ActualId));
    }

    public ProjectTransaction? Of(Guid? actual) => actual is { } id ? _byActual[id] : null;
}
