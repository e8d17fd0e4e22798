using LocalDataverse.Storage;

namespace LocalDataverse.Calls;

/// <summary>In whose name, inside what and in which transaction a service call happens.</summary>
internal sealed record CallScope(Guid UserId, Guid InitiatingUserId)
{
    /// <summary>The real user where another is impersonated.</summary>
    public Guid? OnBehalfOf { get; init; }

    public Transaction? Transaction { get; init; }

    /// <summary>The context of the plug-in that makes the call; null: a client.</summary>
    public PluginContext? Parent { get; init; }

    public int Depth => Parent?.Depth ?? 0;

    public bool InsidePlugin => Parent is not null;

    public Guid CorrelationId { get; init; }

    public Guid? RequestId { get; init; }

    public string? Tag { get; init; }

    public bool SkipSynchronousSteps { get; init; }

    public bool SkipAsynchronousSteps { get; init; }

    /// <summary>Set-up of the organization itself: no rights, no steps, read-only columns may be written.</summary>
    public bool IsSystem { get; init; }

    public TraceLog Traces { get; init; } = new();

    /// <summary>What is left of the operation's two minutes; null: the organization's own work.</summary>
    public OperationTime? Time { get; init; }
}
