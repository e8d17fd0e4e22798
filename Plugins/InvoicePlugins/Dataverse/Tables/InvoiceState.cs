namespace InvoicePlugins.Dataverse.Tables;

/// <summary>The state of an invoice (<c>statecode</c>), which the platform keeps for every invoice, apart from the project invoice status.</summary>
internal enum InvoiceState
{
    /// <summary>It can be worked on.</summary>
    Active = 0,

    /// <summary>Closed, as older versions did.</summary>
    Closed = 1,

    /// <summary>Paid.</summary>
    Paid = 2,

    /// <summary>Canceled.</summary>
    Canceled = 3,
}
