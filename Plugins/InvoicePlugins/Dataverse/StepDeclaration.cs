using System;
using System.Collections.Generic;

namespace InvoicePlugins.Dataverse;

/// <summary>
/// One registration of a plug-in in the event pipeline. It stands beside the plug-in class; the solution's step definitions are generated from it, and
/// <see cref="PluginBase"/> refuses to run where it was registered otherwise.
/// </summary>
public sealed record StepDeclaration
{
    /// <summary>The fixed id of the step in every environment.</summary>
    public Guid Id { get; init; }

    /// <summary>The message, for example <c>Update</c>.</summary>
    public string Message { get; init; } = "";

    /// <summary>The logical name of the table.</summary>
    public string Table { get; init; } = "";

    /// <summary>The stage of the pipeline.</summary>
    public PipelineStage Stage { get; init; }

    /// <summary>With the operation or after it.</summary>
    public ExecutionMode Mode { get; init; }

    /// <summary>The columns one of which an update must carry for the step to run; empty where any update counts.</summary>
    public IReadOnlyList<string> FilteringAttributes { get; init; } = [];

    /// <summary>The images the step needs.</summary>
    public IReadOnlyList<ImageDeclaration> Images { get; init; } = [];

    /// <summary>The order within the stage, lowest first.</summary>
    public int Rank { get; init; }

    /// <summary>What the step is for, as an administrator should read it.</summary>
    public string Description { get; init; } = "";

    /// <summary>Whether the step reads a secret from its secure configuration.</summary>
    public bool HasSecureConfiguration { get; init; }
}
