using ProjectInvoice.Finance.Staging;

namespace ProjectInvoice.Finance.Proposals;

/// <summary>ProjInvoiceProposals: the headers that announce invoices.</summary>
internal sealed class InvoiceProposalSet()
    : StagingSet<InvoiceProposal>(
        "ProjInvoiceProposals",
        "ProjInvoiceProposalV2Entity",
        nameof(InvoiceProposal.DataAreaId),
        nameof(InvoiceProposal.InvoiceProposalId)
    )
{
    public override ErrorCode KnownDifferently => StagingErrors.ProposalKnownDifferently;

    public override string Named(InvoiceProposal row) => row.InvoiceProposalId;

    // A date that was chosen in finance stays when the header is sent again.
    public override bool Same(StagingField field, InvoiceProposal row, InvoiceProposal known) =>
        field.PropertyName switch
        {
            nameof(known.InvoiceDate) when known.InvoiceDateIsOverridden => row.InvoiceDate == known.AnnouncedInvoiceDate,
            nameof(known.AccountingDate) when known.AccountingDateIsOverridden => row.AccountingDate == known.AnnouncedAccountingDate,

            // A header of before had no accounting date.
            nameof(known.AccountingDate) when known.AccountingDate is null => true,
            _ => base.Same(field, row, known),
        };

    protected override void Complete(InvoiceProposal row, string place)
    {
        if (row.BillableSalesActualCount < 0)
        {
            throw Faulty(row, place, nameof(row.BillableSalesActualCount), StagingErrors.NegativeCount);
        }

        var hash = row.HashedListOfBillableSalesActualIds;
        if (hash.Length != 64 || !hash.All(char.IsAsciiHexDigitLower))
        {
            throw Faulty(row, place, nameof(row.HashedListOfBillableSalesActualIds), StagingErrors.NoHash);
        }
    }
}
