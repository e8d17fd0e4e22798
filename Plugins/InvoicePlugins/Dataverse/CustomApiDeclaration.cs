using System;
using System.Collections.Generic;

namespace InvoicePlugins.Dataverse;

/// <summary>A message of our own. It stands beside the plug-in class that carries it out; the solution's definition is generated from it.</summary>
public sealed record CustomApiDeclaration
{
    /// <summary>The fixed id in every environment.</summary>
    public Guid Id { get; init; }

    /// <summary>The message name.</summary>
    public string UniqueName { get; init; } = "";

    /// <summary>The name people see.</summary>
    public string DisplayName { get; init; } = "";

    /// <summary>What the message does.</summary>
    public string Description { get; init; } = "";

    /// <summary>What it is called on.</summary>
    public CustomApiBinding Binding { get; init; }

    /// <summary>The table of the row it is called on; null where it is global.</summary>
    public string? BoundTable { get; init; }

    /// <summary>Whether it only reads. All of ours act.</summary>
    public bool IsFunction { get; init; }

    /// <summary>The privilege a caller needs; null where the plug-in checks the caller itself.</summary>
    public string? ExecutePrivilege { get; init; }

    /// <summary>What callers pass.</summary>
    public IReadOnlyList<CustomApiParameterDeclaration> RequestParameters { get; init; } = [];

    /// <summary>What callers get back.</summary>
    public IReadOnlyList<CustomApiParameterDeclaration> ResponseProperties { get; init; } = [];
}
