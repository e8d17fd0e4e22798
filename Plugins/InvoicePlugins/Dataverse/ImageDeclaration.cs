using System;
using System.Collections.Generic;

namespace InvoicePlugins.Dataverse;

/// <summary>A copy of the row that the platform hands to a step.</summary>
public sealed record ImageDeclaration
{
    /// <summary>The fixed id of the image in every environment.</summary>
    public Guid Id { get; init; }

    /// <summary>The name shown in registration tools.</summary>
    public string Name { get; init; } = "";

    /// <summary>The key under which the step finds the image.</summary>
    public string Alias { get; init; } = "";

    /// <summary>Before or after the operation.</summary>
    public ImageType Type { get; init; }

    /// <summary>The columns of the image; never empty.</summary>
    public IReadOnlyList<string> Columns { get; init; } = [];
}
