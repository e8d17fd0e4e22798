namespace ProjectInvoice.Finance.Proposals;

/// <summary>A proposal that does not have all its lines yet.</summary>
internal static class UnfinishedProposal
{
    private const string NotImported = "The import has not run";

    /// <param name="again">What to do once the import has run, such as "post again".</param>
    public static FinanceRefusal Refusal(InvoiceProposal header, string again) =>
        new(ProposalErrors.NotReady.Found(header.WaitingReason?.TrimEnd('.') ?? NotImported).At(header.InvoiceProposalId, again));
}
