namespace Connector;

/// <summary>Settings of the connector's own work.</summary>
/// <param name="PollingInterval">How often changes and Pending messages are asked for.</param>
/// <param name="RowsABatch">Rows a call to finance.</param>
public sealed record ConnectorSettings(TimeSpan PollingInterval, int RowsABatch)
{
    /// <summary>Reads the settings.</summary>
    /// <param name="configuration">The host's configuration.</param>
    /// <exception cref="ConnectorException">PINV3010: a value is out of range.</exception>
    public static ConnectorSettings Read(IConfiguration configuration)
    {
        var interval = configuration.GetValue("Polling:Interval", TimeSpan.FromSeconds(30));
        var rows = configuration.GetValue("Delivery:RowsABatch", 1000);
        if (interval < TimeSpan.FromSeconds(1) || interval > TimeSpan.FromHours(1))
        {
            throw new ConnectorException("PINV3010", "Setting Polling:Interval", "it is not between one second and one hour", "Correct it", FailureKind.Configuration);
        }

        if (rows is < 1 or > 5000)
        {
            throw new ConnectorException("PINV3010", "Setting Delivery:RowsABatch", "it is not between 1 and 5000", "Correct it", FailureKind.Configuration);
        }

        return new ConnectorSettings(interval, rows);
    }
}
