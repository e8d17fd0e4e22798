namespace ProjectInvoice.Connector.Storage;

/// <summary>A connector that works on this database beside others. What it has claimed goes with its row.</summary>
internal sealed class ConnectorInstance
{
    /// <summary>Made anew at each start.</summary>
    public Guid Id { get; set; }

    /// <summary>Counted up while it lives. Who sees it stand still for long takes it for dead: clocks of two machines are never compared.</summary>
    public long Beat { get; set; }
}
