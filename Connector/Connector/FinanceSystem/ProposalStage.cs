namespace ProjectInvoice.Connector.FinanceSystem;

/// <summary>How far a proposal has come in finance.</summary>
internal enum ProposalStage
{
    /// <summary>It does not have all its lines yet.</summary>
    Open,

    /// <summary>It can be posted.</summary>
    Ready,

    /// <summary>It is posted, or closed with nothing to invoice.</summary>
    Posted,
}
