namespace ProjectInvoice.Connector.Storage;

/// <summary>How long stored work waits after a passing failure.</summary>
internal static class Backoff
{
    private static readonly TimeSpan Longest = TimeSpan.FromMinutes(10);

    /// <summary>What the other side asked for, else doubling from the polling interval up to ten minutes.</summary>
    public static TimeSpan Wait(ConnectorException failure, int attempts, TimeSpan first)
    {
        if (failure.RetryAfter is { } asked)
        {
            return asked;
        }

        var wait = first * Math.Pow(2, Math.Min(attempts, 16));
        return wait < Longest ? wait : Longest;
    }
}
