using ProjectInvoice.Finance.Proposals;
using ProjectInvoice.Finance.Setup;

namespace ProjectInvoice.Finance.WriteBack;

/// <summary>What is told about a closed proposal.</summary>
internal static class InvoiceCallback
{
    /// <param name="setUp">Gives the company its spelling.</param>
    /// <param name="header">The proposal, posted or closed as nothing to invoice.</param>
    /// <param name="lines">What its actuals got.</param>
    /// <param name="occasion">Tells apart the callbacks of one proposal.</param>
    public static PostingCallback Of(SetupCatalog setUp, InvoiceProposal header, IReadOnlyList<PostingCallbackLine> lines, string occasion) =>
        new(
            DerivedId.From("invoice posting", header.DataAreaId, header.InvoiceProposalId, occasion),
            1,
            1,
            "Invoice",
            setUp.Company(header.DataAreaId)!.Id,
            null,
            header.InvoiceProposalId,
            header.ProjInvoiceId,
            header.ProjInvoiceId is null ? null : header.PostedInvoiceDate,
            header.ProposalStatus.ToString(),
            header.SalesCurrency,
            header.SumTax,
            header.CorrelationId,
            lines
        );
}
