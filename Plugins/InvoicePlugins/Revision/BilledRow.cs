using InvoicePlugins.Dataverse.Tables;

namespace InvoicePlugins.Revision;

/// <summary>A billed sales actual of a confirmed invoice.</summary>
/// <param name="CorrectedOn">The number of the invoice that has a correction of it waiting to be confirmed; null where there is none.</param>
internal sealed record BilledRow(Actual Actual, string? CorrectedOn);
