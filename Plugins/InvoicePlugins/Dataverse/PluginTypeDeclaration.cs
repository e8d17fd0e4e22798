using System;
using System.Collections.Generic;

namespace InvoicePlugins.Dataverse;

/// <summary>One plug-in class with everything it is registered for.</summary>
public sealed record PluginTypeDeclaration
{
    /// <summary>The fixed id of the plug-in type in every environment.</summary>
    public Guid Id { get; init; }

    /// <summary>The full name of the class.</summary>
    public string TypeName { get; init; } = "";

    /// <summary>The name shown in registration tools.</summary>
    public string FriendlyName { get; init; } = "";

    /// <summary>The class's steps; empty where it only carries out a custom API.</summary>
    public IReadOnlyList<StepDeclaration> Steps { get; init; } = [];

    /// <summary>The custom API the class carries out; null where it only has steps.</summary>
    public CustomApiDeclaration? CustomApi { get; init; }
}
