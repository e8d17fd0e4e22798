namespace ProjectInvoice.Connector.Invoices;

/// <summary>Where an invoice stands as a whole.</summary>
internal enum InvoiceState
{
    /// <summary>Recorded in Dataverse, or withdrawn.</summary>
    Done,

    /// <summary>Under way.</summary>
    Waiting,

    /// <summary>Something of it was refused, and waits for a person.</summary>
    Failed,
}
