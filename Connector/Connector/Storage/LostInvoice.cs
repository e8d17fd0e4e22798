namespace ProjectInvoice.Connector.Storage;

/// <summary>An invoice that finance had posted, as Dataverse has it, and has lost with the restore of a backup; listed until it is posted again.</summary>
internal sealed class LostInvoice
{
    /// <summary>The invoice in Dataverse.</summary>
    public Guid InvoiceId { get; set; }

    /// <summary>The number by which finance knows its proposal.</summary>
    public string Proposal { get; set; } = "";

    /// <summary>The number that the customer holds.</summary>
    public string CustomerInvoiceNumber { get; set; } = "";

    /// <summary>The date that the customer holds; null where Dataverse has none.</summary>
    public string? CustomerInvoiceDate { get; set; }

    /// <summary>The sales tax that the customer holds; null where Dataverse has none.</summary>
    public decimal? TaxAmount { get; set; }

    /// <summary>When it was found, in UTC.</summary>
    public DateTime FoundOn { get; set; }
}
