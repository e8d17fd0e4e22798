namespace ProjectInvoice.Connector.Storage;

/// <summary>A message of Dataverse, stored before it was answered. It refers to an invoice and copies nothing of it.</summary>
internal sealed class InboxMessage : StoredWork
{
    /// <summary>The message's id: the id of its pinv_integrationmessage row.</summary>
    public Guid Id { get; set; }

    /// <summary>What it says: InvoiceConfirmed or InvoiceWithdrawn.</summary>
    public string MessageType { get; set; } = "";

    /// <summary>The invoice.</summary>
    public Guid InvoiceId { get; set; }

    /// <summary>Its number; null while only the Pending row was seen.</summary>
    public string? InvoiceNumber { get; set; }

    /// <summary>The Dataverse organization; null while only the Pending row was seen.</summary>
    public Guid? OrganizationId { get; set; }

    /// <summary>
    /// When the latest push of it was signed, in UTC; null while only the Pending row was seen. The same signature again is a repetition of anyone.
    /// </summary>
    public DateTime? SignedOn { get; set; }

    /// <summary>Whether the message came again after it was done, and the rows of its invoice are to be delivered once more.</summary>
    public bool RowsAgain { get; set; }

    /// <summary>One id from the confirmation to the callback.</summary>
    public string CorrelationId { get; set; } = "";
}
