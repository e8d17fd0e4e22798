using System;
using System.Collections.Generic;
using InvoicePlugins.Dataverse.Tables;

namespace InvoicePlugins.Facts;

/// <summary>An invoice line detail with what it bills.</summary>
/// <param name="Row">The detail.</param>
internal sealed record BillableDetail(InvoiceLineDetail Row)
{
    /// <summary>The line it stands on; null where that is no line of the invoice.</summary>
    public InvoiceLine? Line { get; init; }

    /// <summary>Where it stands on the invoice.</summary>
    public DetailPlace Place => DetailPlace.Of(Line, Row.Id);

    /// <summary>The unbilled sales actuals its connections name; more than one is a fault.</summary>
    public IReadOnlyList<Guid> OriginalIds { get; init; } = [];

    /// <summary>The unbilled sales actual it bills (U0); null where it names none, or the named one is gone.</summary>
    public Actual? Original { get; init; }

    /// <summary>What the original came from.</summary>
    public IReadOnlyList<Source> OriginalSources { get; init; } = [];

    /// <summary>The cost actual of the original; null where there is none, or the detail is unedited and nobody needs it.</summary>
    public Guid? OriginalCost { get; init; }

    /// <summary>What the detail itself came from.</summary>
    public IReadOnlyList<Source> Sources { get; init; } = [];

    /// <summary>The milestone it names; a correction that names none means that of the corrected detail.</summary>
    public Guid? MilestoneId => Row.Milestone ?? Corrected?.Detail?.Milestone;

    /// <summary>The milestone that it bills; a correction takes one back instead.</summary>
    public Guid? MilestoneToBill => Corrected is null ? Row.Milestone : null;

    /// <summary>The milestone it bills; null where it names none, or the named one is gone.</summary>
    public Milestone? Milestone { get; init; }

    /// <summary>The retainer it invoices, applies or refunds; null where it names none, or the named one is gone.</summary>
    public RetainerFacts? Retainer { get; init; }

    /// <summary>What it corrects; null where it bills something for the first time.</summary>
    public Correction? Corrected { get; init; }

    /// <summary>The actual that stands behind it: what it bills, or what it corrects; null where it stands for itself.</summary>
    public Actual? Behind => Original ?? Corrected?.Billed;

    /// <summary>The company that books it: that of its project, else of the project of its contract line. A retainer has no project of its own.</summary>
    public string? Company => (Row.Retainer is null ? Behind?.Company ?? Row.Company : null) ?? Line?.Company;

    /// <summary>
    /// Whether a detail of the same invoice that comes before this one, and is not among those read, bills the same original or milestone. Where all details
    /// are read, they tell themselves.
    /// </summary>
    public bool IsBilledBefore { get; init; }

    /// <summary>
    /// Whether quantity, price or billing type differ from the original's. Tax and descriptions do not count: the billed row just carries the detail's. A
    /// billing type left empty is the original's.
    /// </summary>
    public bool IsEdited =>
        Original is not null
        && (Row.Quantity != Original.Quantity || Row.Price != Original.Price || (Row.BillingType ?? Original.BillingType) != Original.BillingType);
}
