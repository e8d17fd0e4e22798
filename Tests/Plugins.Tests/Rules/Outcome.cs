using InvoicePlugins.Billing;
using InvoicePlugins.Dataverse;
using InvoicePlugins.Dataverse.Tables;
using Microsoft.Xrm.Sdk;

namespace Plugins.Tests.Rules;

/// <summary>What a rule made of a detail, in words that a test can compare.</summary>
internal sealed class Outcome(DetailBilling billing)
{
    private static readonly string[] Roles = ["U", "U'", "U0'", "U1", "U1'", "U2", "U2'", "B", "B1", "B2", "B0'"];

    /// <summary>Role, type, quantity, price, amount, tax, billing type of each actual, in the order they are written.</summary>
    public IReadOnlyList<string> Actuals =>
        [
            .. billing
                .Actuals.Select(row => new Actual(row))
                .Select(row =>
                    FormattableString.Invariant(
                        $"{RoleOf(row.Id)} {row.Type} {row.Quantity:0.##} x {row.Price:0.##} = {row.NetAmount:0.00} tax {Tax(row)} {row.BillingType}"
                    )
                ),
        ];

    /// <summary>Role, billing status, adjustment status and skip sync of each actual.</summary>
    public IReadOnlyList<string> Statuses =>
        [
            .. billing
                .Actuals.Select(row => new Actual(row))
                .Select(row =>
                    $"{RoleOf(row.Id)} {row.BillingStatus}{(row.AdjustmentStatus is null ? "" : " " + row.AdjustmentStatus)}{(row.SkipSync ? " skip" : "")}"
                ),
        ];

    /// <summary>Both ends of each connection with their roles.</summary>
    public IReadOnlyList<string> Connections =>
        [
            .. billing
                .Connections.Select(row => new TransactionConnection(row))
                .Select(row => $"{RoleOf(row.End1.Id!.Value)} {row.End1.Role} - {RoleOf(row.End2.Id!.Value)} {row.End2.Role}"),
        ];

    /// <summary>Each actual with the tables it came from.</summary>
    public IReadOnlyList<string> Origins =>
        [
            .. billing
                .Origins.Select(row => new TransactionOrigin(row))
                .GroupBy(row => row.Transaction!.Value)
                .Select(rows => $"{RoleOf(rows.Key)} from {string.Join(", ", rows.Select(row => row.Source.Table))}"),
        ];

    public IReadOnlyList<Entity> Changes => billing.Changes;

    public IReadOnlyList<Entity> Rows => billing.Actuals;

    public Entity this[string role] => billing.Actuals.Single(row => RoleOf(row.Id) == role);

    public decimal Sum(TransactionType type, Func<Actual, decimal> figure) =>
        billing.Actuals.Select(row => new Actual(row)).Where(row => row.Type == type).Sum(figure);

    private static string Tax(Actual row) => row.TaxAmount is { } tax ? FormattableString.Invariant($"{tax:0.00}") : "none";

    /// <summary>What becomes of each row that existed before: its new values by column.</summary>
    public IReadOnlyList<string> Changed =>
        [
            .. billing.Changes.Select(row =>
                $"{RoleOf(row.Id)}: "
                + string.Join(
                    ", ",
                    row.Attributes.OrderBy(column => column.Key, StringComparer.Ordinal).Select(column => column.Key + " " + ValueOf(column.Value))
                )
            ),
        ];

    /// <summary>A value in words.</summary>
    public static string ValueOf(object? value) =>
        value switch
        {
            null => "none",
            EntityReference reference => reference.LogicalName + " " + (Known(reference.Id) ?? reference.Id.ToString("d")),
            OptionSetValue option => option.Value.ToString(System.Globalization.CultureInfo.InvariantCulture),
            Money money => money.Value.ToString("0.00##", System.Globalization.CultureInfo.InvariantCulture),
            decimal number => number.ToString("0.####", System.Globalization.CultureInfo.InvariantCulture),
            DateTime time => time.ToString("s", System.Globalization.CultureInfo.InvariantCulture),
            _ => value.ToString()!,
        };

    private static string? Known(Guid id) =>
        id == Situation.OpenId ? "R0" : Roles.FirstOrDefault(role => NameBasedGuid.Derive(Situation.DetailId.ToString("d"), role) == id);

    private static string RoleOf(Guid id) =>
        id == Situation.OriginalId ? "U0"
        : id == Situation.CostId ? "C0"
        : id == Situation.BilledId ? "B0"
        : id == Situation.OpenId ? "R0"
        : id == Situation.MilestoneId ? "milestone"
        : id == Situation.RetainerId ? "retainer"
        : Roles.Single(role => NameBasedGuid.Derive(Situation.DetailId.ToString("d"), role) == id);
}
