namespace ProjectInvoice.Finance.Proposals;

/// <summary>The life of an invoice proposal: Open until its lines are there, Ready, then Posted or closed as nothing to invoice.</summary>
internal enum ProposalStatus
{
    Open,
    Ready,
    Posted,
    NothingToInvoice,
}
