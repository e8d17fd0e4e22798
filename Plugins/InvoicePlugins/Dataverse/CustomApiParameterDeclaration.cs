using System;

namespace InvoicePlugins.Dataverse;

/// <summary>One request parameter or response property of a custom API.</summary>
public sealed record CustomApiParameterDeclaration
{
    /// <summary>The fixed id in every environment.</summary>
    public Guid Id { get; init; }

    /// <summary>The name callers use.</summary>
    public string Name { get; init; } = "";

    /// <summary>What it means, with its unit where it has one.</summary>
    public string Description { get; init; } = "";

    /// <summary>The type of the value.</summary>
    public CustomApiType Type { get; init; }

    /// <summary>Whether a caller may leave it out; always no for response properties.</summary>
    public bool IsOptional { get; init; }

    /// <summary>
    /// The table of the rows where <see cref="Type"/> is <see cref="CustomApiType.EntityCollection"/> or <see cref="CustomApiType.EntityReference"/>; otherwise
    /// null.
    /// </summary>
    public string? Table { get; init; }
}
