namespace ProjectInvoice.Finance.Proposals;

/// <summary>How far an on-account transaction has come.</summary>
internal enum OnAccountStatus
{
    /// <summary>Not on a proposal: its tax groups and dimensions can be changed.</summary>
    Open,

    /// <summary>A proposal holds it.</summary>
    OnProposal,

    /// <summary>A posted invoice holds it.</summary>
    Invoiced,
}
