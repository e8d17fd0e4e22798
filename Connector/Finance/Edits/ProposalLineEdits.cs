using Microsoft.EntityFrameworkCore;
using ProjectInvoice.Finance.Api;
using ProjectInvoice.Finance.Proposals;
using ProjectInvoice.Finance.SalesTax;
using ProjectInvoice.Finance.Setup;
using ProjectInvoice.Finance.Storage;

namespace ProjectInvoice.Finance.Edits;

/// <summary>
/// ProjInvoiceProposalLines: the sales tax groups of a line can be changed until its proposal is posted; the taxes and totals of the whole proposal follow.
/// </summary>
internal sealed class ProposalLineEdits(TimeProvider clock)
    : EditableSet<ProposalLine>(
        "ProjInvoiceProposalLines",
        FinanceRoles.MayPostInvoices,
        nameof(ProposalLine.SalesTaxGroup),
        nameof(ProposalLine.ItemSalesTaxGroup),
        nameof(ProposalLine.Dimensions)
    )
{
    public override string Named(ProposalLine row) => $"{row.InvoiceProposalId} line {row.LineNumber}";

    protected override Task LockAsync(FinanceSession session, ProposalLine key, CancellationToken cancellation) =>
        session.LockAsync("proposal", key.DataAreaId, key.InvoiceProposalId, cancellation);

    protected override async Task PatchAsync(
        FinanceSession session,
        ProposalLine before,
        ProposalLine after,
        IReadOnlyList<string> changed,
        CancellationToken cancellation
    )
    {
        var header = await session
            .Query<InvoiceProposal>()
            .SingleAsync(header => header.DataAreaId == before.DataAreaId && header.InvoiceProposalId == before.InvoiceProposalId, cancellation);
        ProposalDraft.Require(header);
        if (changed.Contains(nameof(after.Dimensions)))
        {
            throw new FinanceRefusal(
                "PINV4217",
                $"{SetName} {Named(before)} field {nameof(after.Dimensions)}",
                "Dimensions of a line are not changed on the proposal. Delete all lines of the proposal, adjust the accounting of the posted "
                    + "transaction or the on-account transaction, then run the import again."
            );
        }

        if (before.CreditedActualId is not null)
        {
            throw new FinanceRefusal(
                "PINV4218",
                $"{SetName} {Named(before)}",
                "The line credits a posted line and takes back exactly the sales tax that was posted. Nothing was changed.",
                StatusCodes.Status409Conflict
            );
        }

        if (before.TakesFromRetainer())
        {
            throw new FinanceRefusal(
                "PINV4218",
                $"{SetName} {Named(before)}",
                "The line uses or refunds a retainer and takes back its share of the sales tax that was posted on that. Nothing was changed.",
                StatusCodes.Status409Conflict
            );
        }

        var setUp = await HeldSetup.OfAsync(session, cancellation);
        TaxGroupCheck.Require(setUp, after.DataAreaId, after.SalesTaxGroup, after.ItemSalesTaxGroup, $"{SetName} {Named(before)}");
        await session.Rows.UpdateAsync([after], changed, null, cancellation);
        await ProposalTotals.RecalculateAsync(
            session,
            setUp,
            header,
            ProposalDates.OfInvoice(header, CompanyClock.Today(setUp.Company(header.DataAreaId)!, clock)),
            cancellation
        );
        if (
            await session.Rows.UpdateAsync(
                [header],
                [nameof(header.SumTax), nameof(header.InvoiceAmount)],
                (nameof(header.ProposalStatus), ProposalStatus.Ready),
                cancellation
            ) != 1
        )
        {
            throw new DbUpdateConcurrencyException($"Proposal {header.InvoiceProposalId} was changed by other work meanwhile.");
        }
    }

    protected override Task DeleteAsync(FinanceSession session, ProposalLine row, CancellationToken cancellation) =>
        throw new FinanceRefusal(
            "PINV4219",
            $"{SetName} {Named(row)}",
            "A proposal has all its lines or none. Delete all lines of the proposal instead.",
            StatusCodes.Status403Forbidden
        );
}
