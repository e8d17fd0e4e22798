using System.Collections.Generic;
using InvoicePlugins.Dataverse.Tables;
using InvoicePlugins.Facts;

namespace InvoicePlugins.Revision;

/// <summary>A detail of a confirmed invoice with what it billed.</summary>
/// <param name="Row">The detail.</param>
internal sealed record RevisableDetail(InvoiceLineDetail Row)
{
    /// <summary>The line it stands on; null where that is no line of the invoice.</summary>
    public InvoiceLine? Line { get; init; }

    /// <summary>The billed sales actuals of the invoice that came from it, corrected ones too.</summary>
    public IReadOnlyList<BilledRow> Billed { get; init; } = [];

    /// <summary>What the detail itself came from.</summary>
    public IReadOnlyList<Source> Sources { get; init; } = [];

    /// <summary>Where it stands on its invoice.</summary>
    public DetailPlace Place => DetailPlace.Of(Line, Row.Id);
}
