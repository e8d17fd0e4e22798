using System.Collections.Generic;
using System.Linq;
using InvoicePlugins.Dataverse.Tables;
using Microsoft.Xrm.Sdk;

namespace InvoicePlugins.Facts;

/// <summary>Compares what a detail tells with the actual it bills or corrects, whose columns are booked. Pure.</summary>
internal static class CopiedColumns
{
    /// <summary>The columns in which a detail tells something else than is booked. One left empty contradicts nothing.</summary>
    /// <param name="booked">The actual.</param>
    /// <returns>The columns, in the order of their names.</returns>
    public static IReadOnlyList<string> Differing(Entity detail, Entity booked) =>
        [.. TransactionColumns.Told.Where(column => Value(detail, column) is { } told && !told.Equals(Value(booked, column)))];

    /// <summary>The columns that a change sets to something else than they hold, and than is booked: to set one back is always possible.</summary>
    /// <param name="sent">The columns as sent.</param>
    /// <param name="detail">The detail as it stands.</param>
    /// <param name="booked">The actual.</param>
    /// <returns>The columns, in the order of their names.</returns>
    public static IReadOnlyList<string> Changed(Entity sent, Entity detail, Entity booked) =>
        [.. TransactionColumns.Told.Where(column => sent.Contains(column) && !Same(sent, detail, column) && !Same(sent, booked, column))];

    private static bool Same(Entity one, Entity other, string column) => Equals(Value(one, column), Value(other, column));

    private static object? Value(Entity row, string column) =>
        row.GetAttributeValue<object>(column) switch
        {
            EntityReference reference => reference.Id,
            OptionSetValue choice => choice.Value,
            var value => value,
        };
}
