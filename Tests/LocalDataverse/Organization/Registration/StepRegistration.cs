namespace LocalDataverse.Registration;

/// <param name="Table">Null: every table.</param>
public sealed record StepRegistration(Guid Id, Guid PluginTypeId, string Message, string? Table, PipelineStage Stage, StepMode Mode = StepMode.Synchronous)
{
    public string Name { get; init; } = $"{Message} of {Table ?? "any table"}";

    /// <summary>Lowest first within the stage.</summary>
    public int Rank { get; init; } = 1;

    /// <summary>Update only; empty: every column.</summary>
    public IReadOnlyList<string> FilteringAttributes { get; init; } = [];

    public IReadOnlyList<StepImage> Images { get; init; } = [];

    public string? UnsecureConfiguration { get; init; }

    public string? SecureConfiguration { get; init; }

    /// <summary>Run as this user; null: the caller.</summary>
    public Guid? ImpersonatingUserId { get; init; }

    public bool AsyncAutoDelete { get; init; }

    public bool Enabled { get; init; } = true;
}
