using Microsoft.EntityFrameworkCore;
using ProjectInvoice.Finance.Ledger;
using ProjectInvoice.Finance.Proposals;
using ProjectInvoice.Finance.Staging;
using ProjectInvoice.Finance.Storage;

namespace ProjectInvoice.Finance.Import;

/// <summary>
/// What stands behind what some lines of a proposal bill: a reversal that takes their unbilled sales back, or the billed sales that these correct, or, where
/// nothing was unbilled before, the lines themselves.
/// </summary>
internal sealed class UnbilledSources
{
    private readonly Dictionary<Guid, (Guid Reversal, ImportStatus Status)> takenBack = [];
    private readonly Dictionary<Guid, Guid> corrected = [];

    private UnbilledSources() { }

    /// <summary>The billed sales that are corrected.</summary>
    public IEnumerable<Guid> Corrected => corrected.Values;

    public static async Task<UnbilledSources> FindAsync(
        FinanceSession session,
        InvoiceProposal header,
        IReadOnlyCollection<Guid> unbilled,
        IEnumerable<Guid> withoutUnbilled,
        Connections ofLines,
        CancellationToken cancellation
    )
    {
        var sources = new UnbilledSources();
        var corrections = Corrections(withoutUnbilled, ofLines).ToList();
        if (unbilled.Count > 0)
        {
            var connections = await Connections.OfAsync(session, unbilled, cancellation);
            await sources.FindReversalsAsync(session, header, unbilled, connections, cancellation);
            corrections.AddRange(Corrections(unbilled, connections));
        }

        await sources.FindCorrectedAsync(session, header, corrections, cancellation);
        return sources;
    }

    public Guid? CorrectedBy(Guid replacing) => this.corrected.TryGetValue(replacing, out var corrected) ? corrected : null;

    /// <summary>What is wrong where a reversal takes the unbilled sales back.</summary>
    public Fault? TakenBack(Guid unbilled) =>
        takenBack.TryGetValue(unbilled, out var reversal) ? ImportErrors.TakenBack.Found(unbilled, reversal.Reversal, Stands(reversal.Status)) : null;

    private static string Stands(ImportStatus status) =>
        status switch
        {
            ImportStatus.Posted => "posted by the journal",
            ImportStatus.Imported => "a line of a journal",
            _ => "staged",
        };

    private async Task FindReversalsAsync(
        FinanceSession session,
        InvoiceProposal header,
        IReadOnlyCollection<Guid> unbilled,
        Connections connections,
        CancellationToken cancellation
    )
    {
        var pairs = unbilled
            .SelectMany(original => connections.Of(original, RelationshipRole.Original, RelationshipRole.Reversing).Select(reversal => (original, reversal)))
            .ToList();
        if (pairs.Count == 0)
        {
            return;
        }

        var ids = pairs.ConvertAll(pair => pair.reversal);
        var staged = await session
            .Query<ActualsImport>()
            .Where(row => EF.Parameter(ids).Contains(row.ActualId) && row.TransactionType == ProjCDSTransType.Sales)
            .Select(row => new
            {
                row.ActualId,
                row.ImportStatus,
                row.InvoiceProposalId,
            })
            .ToDictionaryAsync(row => row.ActualId, cancellation);
        foreach (var (original, reversal) in pairs)
        {
            // The reversal that billing itself makes of what it bills belongs to the same invoice and is not booked.
            if (
                staged.TryGetValue(reversal, out var row)
                && !(row.InvoiceProposalId == header.InvoiceProposalId && row.ImportStatus is ImportStatus.Staged or ImportStatus.Skipped)
            )
            {
                takenBack[original] = (reversal, row.ImportStatus);
            }
        }
    }

    // The correction of an invoice credits a billed line and bills it anew on the same invoice; what is billed later, on another one, is new work.
    private async Task FindCorrectedAsync(
        FinanceSession session,
        InvoiceProposal header,
        List<(Guid Replacing, Guid Replaced)> pairs,
        CancellationToken cancellation
    )
    {
        if (pairs.Count == 0)
        {
            return;
        }

        var ids = pairs.ConvertAll(pair => pair.Replaced);
        var billed = await session
            .Query<ProjectTransaction>()
            .Where(row => EF.Parameter(ids).Contains(row.ActualId) && row.Kind == ProjCDSTransType.BilledSales)
            .Select(row => row.ActualId)
            .ToListAsync(cancellation);
        var credits = await Connections.OfAsync(session, billed, cancellation);
        var reversals = billed.SelectMany(id => credits.Of(id, RelationshipRole.Original, RelationshipRole.Reversing)).ToList();
        var own = (
            await session
                .Query<ActualsImport>()
                .Where(row =>
                    EF.Parameter(reversals).Contains(row.ActualId) && row.DataAreaId == header.DataAreaId && row.InvoiceProposalId == header.InvoiceProposalId
                )
                .Select(row => row.ActualId)
                .ToListAsync(cancellation)
        ).ToHashSet();
        foreach (
            var (replacing, replaced) in pairs.Where(pair => credits.Of(pair.Replaced, RelationshipRole.Original, RelationshipRole.Reversing).Any(own.Contains))
        )
        {
            corrected[replacing] = replaced;
        }
    }

    private static IEnumerable<(Guid Replacing, Guid Replaced)> Corrections(IEnumerable<Guid> rows, Connections connections) =>
        rows.SelectMany(replacing =>
            connections.Of(replacing, RelationshipRole.Replacing, RelationshipRole.Original).Select(replaced => (replacing, replaced))
        );
}
