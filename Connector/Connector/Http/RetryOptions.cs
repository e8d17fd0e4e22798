namespace ProjectInvoice.Connector.Http;

/// <summary>How a request that failed for a passing reason is repeated.</summary>
/// <param name="Attempts">How often it is repeated at once.</param>
/// <param name="FirstDelay">The first wait; it doubles, with some spread.</param>
/// <param name="LongestDelay">The longest wait held within one call; what asks for more is left to the next run.</param>
internal sealed record RetryOptions(int Attempts, TimeSpan FirstDelay, TimeSpan LongestDelay)
{
    /// <summary>Reads section <c>Retry</c>.</summary>
    /// <param name="configuration">The host's configuration.</param>
    /// <exception cref="ConnectorException">PINV3010: a value is out of range.</exception>
    public static RetryOptions Read(IConfiguration configuration) =>
        new(
            Setting.Read(configuration, "Retry:Attempts", 4, 0, 20),
            Setting.Read(configuration, "Retry:FirstDelay", TimeSpan.FromMilliseconds(500), TimeSpan.Zero, TimeSpan.FromMinutes(10)),
            Setting.Read(configuration, "Retry:LongestDelay", TimeSpan.FromSeconds(30), TimeSpan.Zero, TimeSpan.FromMinutes(10))
        );
}
