namespace ModelDrivenShell;

/// <summary>What the shell shows, and to whom.</summary>
public sealed class ShellOptions
{
    /// <summary>Where it listens; on loopback only.</summary>
    public required Uri Url { get; init; }

    /// <summary>The environment it shows.</summary>
    public required Uri Dataverse { get; init; }

    public required IReadOnlyList<ShellUser> Users { get; init; }
}
