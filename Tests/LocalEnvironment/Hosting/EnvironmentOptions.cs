namespace LocalEnvironment.Hosting;

/// <summary>What the user asked for on the command line.</summary>
internal sealed record EnvironmentOptions
{
    /// <summary>Folder with data.xml, data_schema.xml and finance.json.</summary>
    public required string Input { get; init; }

    public string? Report { get; init; }

    /// <summary>Numbers of the invoices that are credited in full after everything is posted.</summary>
    public IReadOnlyList<string> Revise { get; init; } = [];

    public bool Serve { get; init; }

    public bool ShowLogs { get; init; }

    /// <summary>Ports; a free one where null.</summary>
    public int? AuthorityPort { get; init; }

    public int? DataversePort { get; init; }

    public int? ConnectorPort { get; init; }

    public int? FinancePort { get; init; }

    public int? ShellPort { get; init; }

    /// <summary>How often a state across hosts is looked at, and how long it may take until it is reached.</summary>
    public TimeSpan PollInterval { get; init; } = TimeSpan.FromMilliseconds(200);

    public TimeSpan Patience { get; init; } = TimeSpan.FromMinutes(5);
}
