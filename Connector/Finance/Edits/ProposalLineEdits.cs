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
            throw ProposalErrors.LineDimensions.Refusal($"{SetName} {Named(before)} field {nameof(after.Dimensions)}");
        }

        if (before.CreditedActualId is not null)
        {
            throw ProposalErrors.TaxOfCredit.Refusal($"{SetName} {Named(before)}");
        }

        if (before.TakesFromRetainer())
        {
            throw ProposalErrors.TaxOfRetainer.Refusal($"{SetName} {Named(before)}");
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
        throw ProposalErrors.LineNotDeleted.Refusal($"{SetName} {Named(row)}");
}
