using Finance.Api;
using Finance.SetUp;
using Finance.Storage;

namespace Finance.Journal;

/// <summary>ProjIntegrationJournalLines: the sales tax groups of a draft line can be changed, nothing else of it.</summary>
internal sealed class JournalLineEdits()
    : EditableSet<IntegrationJournalLine>("ProjIntegrationJournalLines", FinanceRoles.MayPostJournals, nameof(IntegrationJournalLine.SalesTaxGroup), nameof(IntegrationJournalLine.ItemSalesTaxGroup))
{
    public override string Named(IntegrationJournalLine row) => $"{row.JournalId} line {row.LineNumber}";

    protected override Task LockAsync(FinanceSession session, IntegrationJournalLine key, CancellationToken cancellation) =>
        session.LockAsync("journal", key.DataAreaId, key.JournalId, cancellation);

    protected override async Task PatchAsync(FinanceSession session, IntegrationJournalLine before, IntegrationJournalLine after, IReadOnlyList<string> changed, CancellationToken cancellation)
    {
        if (before.Status != JournalStatus.Draft)
        {
            throw new FinanceRefusal("PINV4413", Named(before), $"The record is {before.Status} and cannot be changed any more. Nothing was changed.", StatusCodes.Status409Conflict);
        }

        var setUp = await SetUpStore.CatalogueAsync(session.Context, cancellation);
        if ((after.SalesTaxGroup is { } group && !setUp.HasTaxGroup(after.DataAreaId, group)) || (after.ItemSalesTaxGroup is { } itemGroup && !setUp.HasItemTaxGroup(after.DataAreaId, itemGroup)))
        {
            throw new FinanceRefusal("PINV4011", Named(before), $"Sales tax group {after.SalesTaxGroup} or item sales tax group {after.ItemSalesTaxGroup} is not set up in {after.DataAreaId}. Add it, then repeat the change.");
        }

        await session.Rows.UpdateAsync([after], changed, (nameof(IntegrationJournalLine.Status), JournalStatus.Draft), cancellation);
    }
}
