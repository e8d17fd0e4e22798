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
            throw new FinanceRefusal("PINV4024", $"{record} field {nameof(after.Dimensions)}", $"The field {fault}. Correct the request, then send it again.");
        }

        after.Dimensions = dimensions;
        var faults = new List<Fault>();
        new LineAmounts(setUp, new CompanyBooks(setUp, setUp.Company(after.DataAreaId)!)).Compute(after, faults);
        if (faults.Find(fault => fault.Code == "PINV4208") is { } untaxable)
        {
            throw new FinanceRefusal(untaxable.Code, record, untaxable.Text("repeat the change"));
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
            throw new FinanceRefusal(
                "PINV4413",
                $"{SetName} {Named(row)}",
                row.Status switch
                {
                    JournalStatus.Posted => "The line is posted and cannot be changed or deleted any more. Adjust its accounting instead. Nothing was changed.",
                    JournalStatus.Processing => "The line is being posted. Wait, or reset the journal where its posting was cut off. Nothing was changed.",
                    _ => "The line can never be posted; it can only be deleted. Nothing was changed.",
                },
                StatusCodes.Status409Conflict
            );
        }
    }
}
