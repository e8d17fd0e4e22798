using System;
using System.Collections.Generic;
using InvoicePlugins.Dataverse.Tables;

namespace InvoicePlugins.Facts;

/// <summary>What a corrective detail corrects: something that an earlier invoice billed.</summary>
/// <param name="BilledIds">The actuals that the detail's connections name as what it replaces; anything but one is a fault.</param>
internal sealed record Correction(IReadOnlyList<Guid> BilledIds)
{
    /// <summary>The billed sales actual (B0); null where the detail names none, or the named one is gone.</summary>
    public Actual? Billed { get; init; }

    /// <summary>What the billed sales actual came from: its invoice, line and detail, and what those came from.</summary>
    public IReadOnlyList<Source> BilledSources { get; init; } = [];

    /// <summary>How many unbilled sales actuals the billed one is connected to; more than one is a fault.</summary>
    public int UnbilledCount { get; init; }

    /// <summary>The unbilled sales actual behind the billed one; null for what was added by hand on a fixed-price line, and for milestones.</summary>
    public Actual? Unbilled { get; init; }

    /// <summary>The detail that was billed; null where it is not named, or gone.</summary>
    public InvoiceLineDetail? Detail { get; init; }
}
