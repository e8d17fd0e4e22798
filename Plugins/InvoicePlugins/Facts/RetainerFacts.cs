using System.Collections.Generic;
using InvoicePlugins.Dataverse.Tables;

namespace InvoicePlugins.Facts;

/// <summary>A retainer as it stands before a confirmation.</summary>
/// <param name="Row">The retainer.</param>
/// <param name="Open">The negative unbilled row that holds what is left; null where there is none, or the named one is gone.</param>
/// <param name="OpenSources">What that row came from.</param>
internal sealed record RetainerFacts(Retainer Row, Actual? Open, IReadOnlyList<Source> OpenSources);
