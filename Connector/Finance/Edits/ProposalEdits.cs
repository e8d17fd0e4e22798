using Microsoft.EntityFrameworkCore;
using ProjectInvoice.Finance.Api;
using ProjectInvoice.Finance.Ledger;
using ProjectInvoice.Finance.Proposals;
using ProjectInvoice.Finance.Setup;
using ProjectInvoice.Finance.Storage;

namespace ProjectInvoice.Finance.Edits;

/// <summary>
/// ProjInvoiceProposals: dates, terms, dimensions and layout can be changed until the proposal is posted. Everything that follows is recalculated with it.
/// </summary>
internal sealed class ProposalEdits(TimeProvider clock)
    : EditableSet<InvoiceProposal>(
        "ProjInvoiceProposals",
        FinanceRoles.MayPostInvoices,
        nameof(InvoiceProposal.InvoiceDate),
        nameof(InvoiceProposal.AccountingDate),
        nameof(InvoiceProposal.DueDate),
        nameof(InvoiceProposal.TermsOfPayment),
        nameof(InvoiceProposal.Dimensions),
        nameof(InvoiceProposal.LayoutSections),
        nameof(InvoiceProposal.LayoutDetail),
        nameof(InvoiceProposal.LayoutOrder)
    )
{
    private static readonly string[] Written =
    [
        nameof(InvoiceProposal.InvoiceDate),
        nameof(InvoiceProposal.InvoiceDateIsOverridden),
        nameof(InvoiceProposal.AnnouncedInvoiceDate),
        nameof(InvoiceProposal.AccountingDate),
        nameof(InvoiceProposal.AccountingDateIsOverridden),
        nameof(InvoiceProposal.AnnouncedAccountingDate),
        nameof(InvoiceProposal.DueDate),
        nameof(InvoiceProposal.DueDateIsOverridden),
        nameof(InvoiceProposal.TermsOfPayment),
        nameof(InvoiceProposal.TermsOfPaymentIsOverridden),
        nameof(InvoiceProposal.Dimensions),
        nameof(InvoiceProposal.LayoutSections),
        nameof(InvoiceProposal.LayoutDetail),
        nameof(InvoiceProposal.LayoutOrder),
        nameof(InvoiceProposal.SumTax),
        nameof(InvoiceProposal.InvoiceAmount),
    ];

    public override bool MapsDelete => false;

    public override string Named(InvoiceProposal row) => row.InvoiceProposalId;

    protected override Task LockAsync(FinanceSession session, InvoiceProposal key, CancellationToken cancellation) =>
        session.LockAsync("proposal", key.DataAreaId, key.InvoiceProposalId, cancellation);

    protected override async Task PatchAsync(
        FinanceSession session,
        InvoiceProposal before,
        InvoiceProposal after,
        IReadOnlyList<string> changed,
        CancellationToken cancellation
    )
    {
        ProposalDraft.Require(before);
        var setUp = await HeldSetup.OfAsync(session, cancellation);
        TakeDimensions(setUp, after, changed);
        TakeAccountingDate(setUp, before, after, changed);
        TakeDates(setUp, before, after, changed);
        if (ChangesInvoiceDate(after, changed) && after.ProposalStatus == ProposalStatus.Ready)
        {
            await ProposalTotals.RecalculateAsync(session, setUp, after, ProposalDates.OfInvoice(after, Today(setUp, after)), cancellation);
        }

        if (await session.Rows.UpdateAsync([after], Written, (nameof(after.ProposalStatus), before.ProposalStatus), cancellation) != 1)
        {
            throw new DbUpdateConcurrencyException($"Proposal {after.InvoiceProposalId} was changed by other work meanwhile.");
        }
    }

    private void TakeDimensions(SetupCatalog setUp, InvoiceProposal after, IReadOnlyList<string> changed)
    {
        if (!changed.Contains(nameof(after.Dimensions)))
        {
            return;
        }

        if (!setUp.Parameters(after.DataAreaId).AllowHeaderDimensions)
        {
            throw ProposalErrors.HeaderDimensions.Refusal($"{SetName} {after.InvoiceProposalId} field {nameof(after.Dimensions)}", after.DataAreaId);
        }

        var (dimensions, fault) = DimensionText.Read(setUp, after.DataAreaId, after.Dimensions);
        after.Dimensions = fault is null
            ? dimensions
            : throw LedgerErrors.UnreadableDimensions.Refusal($"{SetName} {after.InvoiceProposalId} field {nameof(after.Dimensions)}", fault);
    }

    private void TakeAccountingDate(SetupCatalog setUp, InvoiceProposal before, InvoiceProposal after, IReadOnlyList<string> changed)
    {
        if (!changed.Contains(nameof(after.AccountingDate)))
        {
            return;
        }

        if (!setUp.Parameters(after.DataAreaId).AllowHeaderAccountingDate)
        {
            throw ProposalErrors.HeaderAccountingDate.Refusal($"{SetName} {after.InvoiceProposalId} field {nameof(after.AccountingDate)}", after.DataAreaId);
        }

        if (!before.AccountingDateIsOverridden)
        {
            after.AccountingDateIsOverridden = true;
            after.AnnouncedAccountingDate = before.AccountingDate;
        }
    }

    // Without an invoice date of its own the invoice has its accounting date.
    private static bool ChangesInvoiceDate(InvoiceProposal after, IReadOnlyList<string> changed) =>
        changed.Contains(nameof(after.InvoiceDate)) || (after.InvoiceDate is null && changed.Contains(nameof(after.AccountingDate)));

    // Whatever the due date follows from discards the one set by hand, unless that is set again with it.
    private void TakeDates(SetupCatalog setUp, InvoiceProposal before, InvoiceProposal after, IReadOnlyList<string> changed)
    {
        if (changed.Contains(nameof(after.InvoiceDate)) && !before.InvoiceDateIsOverridden)
        {
            after.InvoiceDateIsOverridden = true;
            after.AnnouncedInvoiceDate = before.InvoiceDate;
        }

        if (changed.Contains(nameof(after.TermsOfPayment)))
        {
            after.TermsOfPaymentIsOverridden = true;
            if (after.TermsOfPayment is { } terms && setUp.Terms(after.DataAreaId, terms) is null)
            {
                throw ProposalErrors.UnknownTerms.Refusal($"{SetName} {after.InvoiceProposalId} field {nameof(after.TermsOfPayment)}", terms, after.DataAreaId);
            }
        }

        if (changed.Contains(nameof(after.DueDate)))
        {
            after.DueDateIsOverridden = after.DueDate is not null;
        }
        else if (ChangesInvoiceDate(after, changed) || changed.Contains(nameof(after.TermsOfPayment)))
        {
            after.DueDateIsOverridden = false;
        }

        var today = Today(setUp, after);
        if (!after.DueDateIsOverridden)
        {
            after.DueDate = Payer.Of(setUp, after, new List<Fault>()) is { } customer
                ? ProposalDueDate.Of(setUp, after, customer, ProposalDates.OfInvoice(after, today), today)
                : null;
        }
    }

    private DateOnly Today(SetupCatalog setUp, InvoiceProposal header) => CompanyClock.Today(setUp.Company(header.DataAreaId)!, clock);
}
