namespace ProjectInvoice.Connector.FinanceSystem;

/// <summary>In which form several requests are one.</summary>
internal enum BatchForm
{
    /// <summary>A change set within a multipart body.</summary>
    Multipart,

    /// <summary>A JSON body whose requests succeed or fail together (<c>Isolation: snapshot</c>).</summary>
    Json,
}
