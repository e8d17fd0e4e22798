using Microsoft.EntityFrameworkCore;
using ProjectInvoice.Finance.Api;
using ProjectInvoice.Finance.Journal;
using ProjectInvoice.Finance.Ledger;
using ProjectInvoice.Finance.Rates;
using ProjectInvoice.Finance.SalesTax;
using ProjectInvoice.Finance.Setup;
using ProjectInvoice.Finance.Staging;
using ProjectInvoice.Finance.Storage;

namespace ProjectInvoice.Finance.Edits;

/// <summary>
/// ProjIntegrationJournalLines: the sales tax groups and dimensions of a line that is not posted can be changed, nothing else of it.
/// A deleted line leaves its row to the next import, which brings it again.
/// </summary>
internal sealed class JournalLineEdits()
    : EditableSet<IntegrationJournalLine>(
        "ProjIntegrationJournalLines",
        FinanceRoles.MayPostJournals,
        nameof(IntegrationJournalLine.SalesTaxGroup),
        nameof(IntegrationJournalLine.ItemSalesTaxGroup),
        nameof(IntegrationJournalLine.Dimensions)
    )
{
    public override string Named(IntegrationJournalLine row) => $"{row.JournalId} line {row.LineNumber}";

    protected override Task LockAsync(FinanceSession session, IntegrationJournalLine key, CancellationToken cancellation) =>
        session.LockAsync("journal", key.DataAreaId, key.JournalId, cancellation);

    protected override async Task PatchAsync(
        FinanceSession session,
        IntegrationJournalLine before,
        IntegrationJournalLine after,
        IReadOnlyList<string> changed,
        CancellationToken cancellation
    )
    {
        Require(before, JournalStatus.Draft, JournalStatus.Error);
        var record = $"{SetName} {Named(before)}";
        var setUp = await HeldSetup.OfAsync(session, cancellation);
        TaxGroupCheck.Require(setUp, after.DataAreaId, after.SalesTaxGroup, after.ItemSalesTaxGroup, record);
        var (dimensions, fault) = DimensionText.Read(setUp, after.DataAreaId, after.Dimensions);
        if (fault is not null)
        {
            throw LedgerErrors.UnreadableDimensions.Refusal($"{record} field {nameof(after.Dimensions)}", fault);
        }

        after.Dimensions = dimensions;
        var faults = new List<Fault>();
        new LineAmounts(setUp, new CompanyBooks(setUp, setUp.Company(after.DataAreaId)!)).Compute(after, faults);
        if (faults.Find(fault => fault.Error == SalesTaxErrors.NoPercentage) is { } untaxable)
        {
            throw new FinanceRefusal(untaxable.At(record, "repeat the change"));
        }

        string[] columns = [.. changed, .. LineAmounts.Columns];
        if (await session.Rows.UpdateAsync([after], columns, (nameof(before.Status), before.Status), cancellation) != 1)
        {
            throw new DbUpdateConcurrencyException($"{Named(before)} is being posted.");
        }
    }

    protected override async Task DeleteAsync(FinanceSession session, IntegrationJournalLine row, CancellationToken cancellation)
    {
        Require(row, JournalStatus.Draft, JournalStatus.Error, JournalStatus.Unrecoverable);
        var deleted = await session
            .Context.Set<IntegrationJournalLine>()
            .Where(line =>
                line.DataAreaId == row.DataAreaId && line.JournalId == row.JournalId && line.LineNumber == row.LineNumber && line.Status == row.Status
            )
            .ExecuteDeleteAsync(cancellation);
        var staged = await session.Rows.UpdateAsync(
            [
                new ActualsImport
                {
                    DataAreaId = row.DataAreaId,
                    ActualsImportId = row.ActualsImportId,
                    ImportStatus = ImportStatus.Staged,
                },
            ],
            [nameof(ActualsImport.ImportStatus)],
            (nameof(ActualsImport.ImportStatus), ImportStatus.Imported),
            cancellation
        );
        if (deleted != 1 || staged != 1)
        {
            throw new DbUpdateConcurrencyException($"{Named(row)} is being posted.");
        }

        await JournalState.WriteAsync(session, row.DataAreaId, row.JournalId, cancellation);
    }

    private void Require(IntegrationJournalLine row, params JournalStatus[] allowed)
    {
        if (!allowed.Contains(row.Status))
        {
            var error = row.Status switch
            {
                JournalStatus.Posted => JournalErrors.LinePosted,
                JournalStatus.Processing => JournalErrors.LineInProcess,
                _ => JournalErrors.LineHopeless,
            };
            throw error.Refusal($"{SetName} {Named(row)}");
        }
    }
}
