using System;
using System.Collections.Generic;
using System.Linq;
using InvoicePlugins.Dataverse;
using InvoicePlugins.Dataverse.Tables;
using Microsoft.Xrm.Sdk;
using static InvoicePlugins.Protection.ProtectionErrors;

namespace InvoicePlugins.Protection;

/// <summary>What a caller from outside may do to an actual. Pure.</summary>
public static class ActualProtection
{
    private static readonly HashSet<string> Editable = [Actual.IdColumn, TransactionColumns.Description, TransactionColumns.ExternalDescription];
    private static readonly HashSet<string> EditableWhileUnbilled = [Actual.BillingStatusColumn, "msdyn_nottoexceedstatus"];

    // Prefixes of the products whose columns have a meaning here. Any other prefix is a custom column.
    private static readonly IReadOnlyList<string> ProductPrefixes = ["msdyn_", "pinv_", "cdm_"];

    /// <summary>Refuses the class that nobody may make any more, whoever asks.</summary>
    /// <param name="actual">The actual as sent.</param>
    /// <returns>The faults.</returns>
    public static IReadOnlyCollection<Fault> OfClass(Actual actual) => actual.Class == TransactionClass.Tax ? [TaxActual.For(NameOf(actual))] : [];

    /// <summary>Checks a creation.</summary>
    /// <param name="actual">The actual as sent.</param>
    /// <returns>The faults.</returns>
    public static IReadOnlyCollection<Fault> OfCreate(Actual actual) => [ActualNotCreatable.For(NameOf(actual), Callers.DataImport)];

    /// <summary>Checks a change.</summary>
    /// <param name="before">The actual before the change.</param>
    /// <param name="sent">The columns as sent.</param>
    /// <returns>The faults.</returns>
    public static IReadOnlyCollection<Fault> OfUpdate(Actual before, Entity sent)
    {
        var columns = sent.Attributes.Keys.Where(column => !Editable.Contains(column) && !IsCustom(column)).OrderBy(column => column, StringComparer.Ordinal).ToList();
        var protectedColumns = columns.Where(column => !EditableWhileUnbilled.Contains(column)).ToList();
        if (protectedColumns.Count > 0)
        {
            return [ActualReadOnly.For(NameOf(before), string.Join(", ", protectedColumns))];
        }

        return columns.Count == 0 || IsUnbilled(before) ? [] : [BillingStatusReadOnly.For(NameOf(before), string.Join(", ", columns))];
    }

    /// <summary>Checks a deletion.</summary>
    /// <param name="id">The actual.</param>
    /// <returns>The faults.</returns>
    public static IReadOnlyCollection<Fault> OfDelete(Guid id) => [ActualNotDeletable.For("Actual " + id.ToString("d"))];

    private static bool IsUnbilled(Actual actual) =>
        actual.Type == TransactionType.UnbilledSales && actual.BillingStatus is not (BillingStatus.CustomerInvoicePosted or BillingStatus.Canceled);

    // Columns of the platform have no prefix, so no underscore; what people add always has one.
    private static bool IsCustom(string column) =>
        column.IndexOf('_') > 0 && !ProductPrefixes.Any(prefix => column.StartsWith(prefix, StringComparison.Ordinal));

    private static string NameOf(Actual actual) => $"Actual '{actual.Description ?? actual.Id.ToString("d")}'";
}
