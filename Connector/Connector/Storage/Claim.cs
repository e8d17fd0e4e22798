namespace ProjectInvoice.Connector.Storage;

/// <summary>What one of several instances works on.</summary>
internal sealed class Claim
{
    /// <summary>What: a map, an invoice, a posting.</summary>
    public string Name { get; set; } = "";

    /// <summary>The instance.</summary>
    public Guid Holder { get; set; }

    /// <summary>Made anew for each time that it is claimed: what is written for it requires that it is still there.</summary>
    public Guid Token { get; set; }
}
