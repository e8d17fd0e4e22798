namespace ProjectInvoice.Connector;

/// <summary>Settings of the connector's own work.</summary>
/// <param name="PollingInterval">How often changes and Pending messages are asked for.</param>
/// <param name="RowsABatch">Rows a call to finance.</param>
/// <param name="MessagesAMinute">Messages that one address may push within a minute.</param>
internal sealed record ConnectorSettings(TimeSpan PollingInterval, int RowsABatch, int MessagesAMinute)
{
    /// <summary>Reads the settings.</summary>
    /// <param name="configuration">The host's configuration.</param>
    /// <exception cref="ConnectorException">PINV3010: a value is out of range.</exception>
    public static ConnectorSettings Read(IConfiguration configuration) =>
        new(
            Setting.Read(configuration, "Polling:Interval", TimeSpan.FromSeconds(30), TimeSpan.FromSeconds(1), TimeSpan.FromHours(1)),
            Setting.Read(configuration, "Delivery:RowsABatch", 1000, 1, 5000),
            Setting.Read(configuration, "Messages:PerMinute", 6000, 1, 1_000_000)
        );
}
