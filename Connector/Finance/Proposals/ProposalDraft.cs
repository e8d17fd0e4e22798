namespace ProjectInvoice.Finance.Proposals;

/// <summary>A proposal changes only until it is posted or closed as nothing to invoice.</summary>
internal static class ProposalDraft
{
    /// <exception cref="FinanceRefusal">The proposal is closed (PINV4214).</exception>
    public static void Require(InvoiceProposal header)
    {
        if (header.ProposalStatus is ProposalStatus.Posted or ProposalStatus.NothingToInvoice)
        {
            throw new FinanceRefusal(
                "PINV4214",
                header.InvoiceProposalId,
                $"The proposal is closed{(header.ProjInvoiceId is { } number ? $" as invoice {number}" : string.Empty)} and is not changed any "
                    + "more. Revise the pro forma invoice where it is kept.",
                StatusCodes.Status409Conflict
            );
        }
    }
}
