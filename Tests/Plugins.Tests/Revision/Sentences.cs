using InvoicePlugins.Dataverse.Tables;

namespace Plugins.Tests.Revision;

/// <summary>Actuals in words that a test can compare.</summary>
internal static class Sentences
{
    public static string[] Of(IEnumerable<Actual> actuals) =>
        [
            .. actuals
                .Select(row =>
                    FormattableString.Invariant($"{row.Type} {row.Class} {row.Quantity:0.##} x {row.Price:0.##} = {row.NetAmount:0.00}")
                    + (row.TaxAmount is { } tax ? FormattableString.Invariant($" tax {tax:0.00}") : "")
                    + $" {row.BillingType} {row.BillingStatus}{(row.AdjustmentStatus is { } adjusted ? " " + adjusted : "")}{(row.SkipSync ? " skip" : "")}"
                )
                .OrderBy(sentence => sentence, StringComparer.Ordinal),
        ];
}
