using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using InvoicePlugins.Dataverse;
using InvoicePlugins.Dataverse.Tables;
using Microsoft.Xrm.Sdk;
using static InvoicePlugins.Protection.ProtectionErrors;

namespace InvoicePlugins.Protection;

/// <summary>What a caller from outside may do to an actual. Pure.</summary>
/// <param name="zone">The time zone in which days are told; asked for where something is refused.</param>
internal sealed class ActualProtection(Func<TimeZoneInfo> zone)
{
    private static readonly HashSet<string> Editable = [Actual.IdColumn, TransactionColumns.Description, TransactionColumns.ExternalDescription];

    /// <summary>What may be edited until the actual is billed.</summary>
    public static IReadOnlyList<string> EditableUntilBilled { get; } = [Actual.BillingStatusColumn, "msdyn_nottoexceedstatus"];

    /// <summary>Refuses the class that nobody may make any more, whoever asks.</summary>
    /// <param name="actual">The actual as sent.</param>
    public IReadOnlyCollection<Fault> OfClass(Actual actual) => actual.Class == TransactionClass.Tax ? [TaxActual.For(NameOf(actual))] : [];

    /// <summary>Checks a creation.</summary>
    /// <param name="actual">The actual as sent.</param>
    public IReadOnlyCollection<Fault> OfCreate(Actual actual) => [ActualNotCreatable.For(NameOf(actual), Callers.DataImport)];

    /// <summary>Checks a change.</summary>
    /// <param name="before">The actual before the change.</param>
    /// <param name="sent">The columns as sent.</param>
    public IReadOnlyCollection<Fault> OfUpdate(Actual before, Entity sent)
    {
        var columns = sent
            .Attributes.Keys.Where(column => !Editable.Contains(column) && !CustomColumns.Has(column))
            .OrderBy(column => column, StringComparer.Ordinal)
            .ToList();
        var protectedColumns = columns.Where(column => !EditableUntilBilled.Contains(column)).ToList();
        if (protectedColumns.Count > 0)
        {
            return [ActualReadOnly.For(NameOf(before), string.Join(", ", protectedColumns))];
        }

        return OfBillingStatus(before, sent);
    }

    /// <summary>Checks a deletion.</summary>
    /// <param name="before">The actual.</param>
    public IReadOnlyCollection<Fault> OfDelete(Actual before) => [ActualNotDeletable.For(NameOf(before))];

    /// <summary>Checks an edit of what only an unbilled actual lets edit.</summary>
    /// <param name="actual">The actual as it stands.</param>
    /// <param name="sent">The columns as sent.</param>
    public IReadOnlyCollection<Fault> OfBillingStatus(Actual actual, Entity sent)
    {
        var columns = sent.Attributes.Keys.Where(EditableUntilBilled.Contains).OrderBy(column => column, StringComparer.Ordinal).ToList();
        return columns.Count == 0 || IsUnbilled(actual) ? [] : [BillingStatusReadOnly.For(NameOf(actual), string.Join(", ", columns))];
    }

    private static bool IsUnbilled(Actual actual) =>
        actual.Type == TransactionType.UnbilledSales && actual.BillingStatus is not (BillingStatus.CustomerInvoicePosted or BillingStatus.Canceled);

    /// <summary>An actual as its user knows it: its description, else what and when it is.</summary>
    public string NameOf(Actual actual) =>
        actual switch
        {
            { Description: { } description } => $"Actual '{description}'",
            { Class: { } transactionClass, DocumentDate: { } date } => string.Format(
                CultureInfo.InvariantCulture,
                "Actual of {0:yyyy-MM-dd}, {1} {2}, {3:0.##} x {4:0.##}",
                TimeZones.DayOf(date, zone()),
                actual.Type,
                transactionClass,
                actual.Quantity,
                actual.Price
            ),
            _ => "Actual " + actual.Id.ToString("d"),
        };
}
