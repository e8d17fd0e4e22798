namespace ProjectInvoice.Connector.Invoices;

/// <summary>The steps of an invoice from its confirmation to the write-back, in their order.</summary>
internal enum Step
{
    /// <summary>Its confirmation in Dataverse.</summary>
    Confirmed,

    /// <summary>The connector has its message.</summary>
    Message,

    /// <summary>Finance has its header.</summary>
    Header,

    /// <summary>Finance has its rows.</summary>
    Rows,

    /// <summary>Finance has taken the rows from staging.</summary>
    Import,

    /// <summary>What it bills is posted by journals.</summary>
    Journal,

    /// <summary>Its proposal can be posted.</summary>
    Ready,

    /// <summary>Finance has posted it.</summary>
    Posted,

    /// <summary>The connector was told of the posting.</summary>
    Callback,

    /// <summary>Dataverse has the posting.</summary>
    Recorded,
}
