using InvoicePlugins.Dataverse.Tables;
using Plugins.Tests.Environment;

namespace Plugins.Tests.Retainers;

/// <summary>What the books say about a retainer, in words that a test can compare.</summary>
internal static class Books
{
    /// <summary>Status, used and total of the retainer, and the amount of its open row.</summary>
    public static string Of(Site site, Guid retainer)
    {
        var row = new Retainer(site.Read("pinv_retainer", retainer));
        var open = row.OpenActual is { } id ? new Actual(site.Read("msdyn_actual", id)) : null;
        return FormattableString.Invariant($"{row.Status}, {row.Used:0.00} of {row.Total:0.00} used, ")
            + (open is null ? "nothing open" : FormattableString.Invariant($"{open.NetAmount:0.00} open as {open.BillingStatus}"));
    }

    /// <summary>Every actual of class Retainer: type, amount, billing status, adjustment, skip sync.</summary>
    public static IReadOnlyList<string> Rows(Site site) =>
        [
            .. Actuals(site)
                .Select(row =>
                    FormattableString.Invariant($"{row.Type} {row.NetAmount:0.00} {row.BillingStatus}")
                    + (row.AdjustmentStatus is null ? "" : " " + row.AdjustmentStatus)
                    + (row.SkipSync ? " skip" : "")
                )
                .OrderBy(text => text, StringComparer.Ordinal),
        ];

    public static IEnumerable<Actual> Actuals(Site site) =>
        site.All("msdyn_actual").Select(row => new Actual(row)).Where(row => (int?)row.Class == Site.RetainerClass);

    /// <summary>What is open, as the unbilled rows have it: everything but the open row cancels out.</summary>
    public static decimal Open(Site site) => -Actuals(site).Where(row => row.Type == TransactionType.UnbilledSales).Sum(row => row.NetAmount);

    /// <summary>What the customer has paid and not got back or used, as the billed rows have it.</summary>
    public static decimal Paid(Site site) => Actuals(site).Where(row => row.Type == TransactionType.BilledSales).Sum(row => row.NetAmount);
}
