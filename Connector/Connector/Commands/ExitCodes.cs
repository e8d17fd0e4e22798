namespace ProjectInvoice.Connector.Commands;

/// <summary>What a command ends with.</summary>
internal static class ExitCodes
{
    /// <summary>It was done, and nothing needs a person.</summary>
    public const int Done = 0;

    /// <summary>Something fails, or waits for longer than it should.</summary>
    public const int Failing = 1;

    /// <summary>What was given is wrong.</summary>
    public const int Usage = 2;
}
