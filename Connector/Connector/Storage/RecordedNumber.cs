namespace ProjectInvoice.Connector.Storage;

/// <summary>The highest document number of a shape that Dataverse had recorded: nobody told it to this database, and finance must not give it again.</summary>
internal sealed class RecordedNumber
{
    /// <summary>The company, in capitals; empty where it cannot be told.</summary>
    public string Company { get; set; } = "";

    /// <summary>CustomerInvoice or Voucher.</summary>
    public string Document { get; set; } = "";

    /// <summary>The number, as it stands there.</summary>
    public string Number { get; set; } = "";
}
