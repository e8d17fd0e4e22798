namespace ProjectInvoice.Connector.Storage;

/// <summary>When it was last asked for, and done, that what was delivered is compared with what finance holds. There is one row.</summary>
internal sealed class Reconciliation
{
    /// <summary>The id of the only row.</summary>
    public const int Only = 1;

    /// <summary>Its id.</summary>
    public int Id { get; set; } = Only;

    /// <summary>Whether Dataverse had invoices that finance posted when it was asked which numbers it has recorded; null while it was not asked.</summary>
    public bool? FoundPostedInvoices { get; set; }

    /// <summary>Since when a comparison is due, in UTC; null for none.</summary>
    public DateTime? RequestedOn { get; set; }

    /// <summary>Why it is due.</summary>
    public string? Reason { get; set; }

    /// <summary>When the last one came to its end, in UTC.</summary>
    public DateTime? FinishedOn { get; set; }

    /// <summary>How many rows and headers it found missing, and is delivering again.</summary>
    public int Missing { get; set; }
}
