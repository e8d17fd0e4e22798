using System;
using System.Collections.Generic;
using InvoicePlugins.Dataverse.Tables;
using Microsoft.Xrm.Sdk;

namespace InvoicePlugins.Facts;

/// <summary>An actual of the plan, existing or to be created, with what it came from.</summary>
/// <param name="Figures">What it says about money.</param>
/// <param name="Sources">What it came from.</param>
internal sealed record PlannedActual(Entity Row, Figures Figures, IReadOnlyList<Source> Sources)
{
    /// <summary>The primary key.</summary>
    public Guid Id => Row.Id;

    /// <summary>Whether the plan creates it; otherwise it existed before.</summary>
    public bool IsPlanned { get; init; }
}
