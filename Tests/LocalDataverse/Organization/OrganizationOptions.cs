namespace LocalDataverse;

public sealed record OrganizationOptions
{
    public string Name { get; init; } = "LocalDataverse";

    public Guid OrganizationId { get; init; } = new("0fb2c1c4-6a54-4c0e-8f4c-3d6a6b1d9a01");

    public TimeProvider Clock { get; init; } = TimeProvider.System;

    /// <summary>ISO code; its currency row exists from the start with exchange rate 1.</summary>
    public string BaseCurrency { get; init; } = "USD";

    public int BaseCurrencyPrecision { get; init; } = 2;

    /// <summary>The sandbox lets plug-ins call neither loopback nor IP literals; on one machine the connector is loopback.</summary>
    public bool SandboxAllowsLoopback { get; init; } = true;

    /// <summary>Table files to load: see <see cref="Metadata.TableFile.EmbeddedNames"/>.</summary>
    public IReadOnlyList<string> Tables { get; init; } = Metadata.TableFile.EmbeddedNames;

    public PluginTraceLogSetting PluginTraceLog { get; init; } = PluginTraceLogSetting.Exception;

    /// <summary>How long an operation waits for the transaction before it before it fails with the SQL time-out code.</summary>
    public TimeSpan LockTimeout { get; init; } = TimeSpan.FromMinutes(2);

    /// <summary>
    /// How long the synchronous pipeline of one operation, or one run of an asynchronous step, may take by the clock, without the time it waited for the
    /// transaction; two minutes on the platform. It is looked at between calls and after each plug-in: a plug-in that never returns is not stopped. Null: no
    /// limit.
    /// </summary>
    public TimeSpan? OperationTimeLimit { get; init; } = TimeSpan.FromMinutes(2);

    /// <summary>Where committed transactions are kept; what it holds at the start is the organization. Null: in memory only.</summary>
    public Durability.ITransactionLog? TransactionLog { get; init; }

    /// <summary>
    /// False: a fault that a plug-in lets through from a nested call becomes 0x80040224 with a long text, as any exception but InvalidPluginExecutionException.
    /// True: a nested veto (0x80040265) keeps its code and message. The documentation does not say which.
    /// </summary>
    public bool NestedVetoKeepsItsMessage { get; init; }
}
