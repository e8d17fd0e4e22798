using Microsoft.EntityFrameworkCore;
using ProjectInvoice.Finance.Ledger;
using ProjectInvoice.Finance.Staging;
using ProjectInvoice.Finance.Storage;

namespace ProjectInvoice.Finance.Journal;

/// <summary>What is known of the originals that lines follow, and whether a line can ever be posted after its own.</summary>
internal sealed class FollowedOriginals
{
    private readonly Dictionary<Guid, ActualsImport> staged;
    private readonly HashSet<Guid> lost;
    private readonly Dictionary<Guid, Guid> reversed;
    private readonly Dictionary<Guid, string?> invoiced;

    private FollowedOriginals(
        Dictionary<Guid, ActualsImport> staged,
        HashSet<Guid> lost,
        Dictionary<Guid, Guid> reversed,
        Dictionary<Guid, string?> invoiced
    ) => (this.staged, this.lost, this.reversed, this.invoiced) = (staged, lost, reversed, invoiced);

    public static async Task<FollowedOriginals> ReadAsync(FinanceSession session, List<Guid> originals, CancellationToken cancellation) =>
        new(
            await StagedAsync(session, originals, cancellation),
            await LostAsync(session, originals, cancellation),
            await PostedReversals.FindAsync(session, originals, cancellation),
            await InvoicedAsync(session, originals, cancellation)
        );

    /// <summary>What keeps the line from ever being posted; null for nothing. The first of two lines that reverse one original takes it.</summary>
    public string? WhyHopeless(IntegrationJournalLine line, FollowedActual found) =>
        found.Original == line.ActualId ? "which is the line itself"
        : lost.Contains(found.Original) ? "which can never be posted itself"
        : !staged.TryGetValue(found.Original, out var original) ? null
        : WhyOfAnother(line, found, original) ?? (found.Reverses ? WhyTaken(line, found.Original) : null);

    private static string? WhyOfAnother(IntegrationJournalLine line, FollowedActual found, ActualsImport original) =>
        !string.Equals(original.DataAreaId, line.DataAreaId, StringComparison.OrdinalIgnoreCase) ? $"which belongs to company {original.DataAreaId}"
        : found.Reverses && original.TransactionType != line.Kind ? $"which is {original.TransactionType}, not {line.Kind}"
        : !string.Equals(original.TransactionCurrencyId, line.CurrencyId, StringComparison.OrdinalIgnoreCase)
            ? $"which is in {original.TransactionCurrencyId}, not {line.CurrencyId}"
        : null;

    private string? WhyTaken(IntegrationJournalLine line, Guid original) =>
        invoiced.TryGetValue(original, out var invoice) ? $"which invoice {invoice} has billed"
        : !reversed.TryAdd(original, line.ActualId) && reversed[original] != line.ActualId ? $"which actual {reversed[original]} has reversed already"
        : null;

    private static Task<Dictionary<Guid, ActualsImport>> StagedAsync(FinanceSession session, List<Guid> originals, CancellationToken cancellation) =>
        session
            .Query<ActualsImport>()
            .Where(row => EF.Parameter(originals).Contains(row.ActualId))
            .Select(row => new ActualsImport
            {
                ActualId = row.ActualId,
                DataAreaId = row.DataAreaId,
                TransactionType = row.TransactionType,
                TransactionCurrencyId = row.TransactionCurrencyId,
            })
            .ToDictionaryAsync(row => row.ActualId, cancellation);

    private static Task<HashSet<Guid>> LostAsync(FinanceSession session, List<Guid> originals, CancellationToken cancellation) =>
        session
            .Query<IntegrationJournalLine>()
            .Where(line => EF.Parameter(originals).Contains(line.ActualId) && line.Status == JournalStatus.Unrecoverable)
            .Select(line => line.ActualId)
            .ToHashSetAsync(cancellation);

    private static Task<Dictionary<Guid, string?>> InvoicedAsync(FinanceSession session, List<Guid> originals, CancellationToken cancellation) =>
        session
            .Query<ProjectTransaction>()
            .Where(row => EF.Parameter(originals).Contains(row.ActualId) && row.Kind == ProjCDSTransType.Sales && row.InvoiceProposalId != null)
            .Select(row => new { row.ActualId, row.InvoiceProposalId })
            .ToDictionaryAsync(row => row.ActualId, row => row.InvoiceProposalId, cancellation);
}
