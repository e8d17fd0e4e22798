namespace ProjectInvoice.Connector.TableMaps;

/// <summary>What makes a map run.</summary>
internal enum MapTrigger
{
    /// <summary>Every created or changed row of the table, by change tracking.</summary>
    Changes,

    /// <summary>The message that an invoice was confirmed.</summary>
    InvoiceConfirmed,

    /// <summary>The message that an invoice was confirmed, for each row that is a line of its document.</summary>
    InvoiceLines,

    /// <summary>A posting that finance reports for single actuals.</summary>
    PostedActuals,

    /// <summary>A posting that finance reports for a whole invoice.</summary>
    PostedInvoice,
}
