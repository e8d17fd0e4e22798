namespace ProjectInvoice.Finance.Proposals;

/// <summary>A proposal changes only until it is posted or closed as nothing to invoice.</summary>
internal static class ProposalDraft
{
    /// <exception cref="FinanceRefusal">The proposal is closed (<see cref="ProposalErrors.Closed"/>).</exception>
    public static void Require(InvoiceProposal header)
    {
        if (header.ProposalStatus is ProposalStatus.Posted or ProposalStatus.NothingToInvoice)
        {
            throw ProposalErrors.Closed.Refusal(header.InvoiceProposalId, header.ProjInvoiceId is { } number ? $" as invoice {number}" : string.Empty);
        }
    }
}
