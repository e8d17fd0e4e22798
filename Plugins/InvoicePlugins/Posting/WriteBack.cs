using System;
using Microsoft.Xrm.Sdk;
using Microsoft.Xrm.Sdk.Messages;

namespace InvoicePlugins.Posting;

/// <summary>
/// The columns of one row that a posting sets: an empty column takes the value, an equal one is left alone, any other is a contradiction, unless the posting
/// replaces an earlier one.
/// </summary>
/// <param name="row">The row as read, with its row version.</param>
/// <param name="record">The posting, for faults.</param>
/// <param name="name">The row as its user knows it.</param>
/// <param name="replaces">Whether what an earlier posting recorded gives way.</param>
internal sealed class WriteBack(Entity row, string record, string name, bool replaces)
{
    private readonly Entity change = new(row.LogicalName, row.Id) { RowVersion = row.RowVersion };

    /// <summary>Sets a column that may be set once.</summary>
    /// <typeparam name="TValue">The type of the value.</typeparam>
    /// <param name="known">What the row holds.</param>
    /// <param name="reported">What finance reports; null says nothing.</param>
    /// <param name="toColumn">Turns the value into the column's.</param>
    /// <exception cref="InvalidPluginExecutionException">The row holds something else.</exception>
    public void Set<TValue>(string column, TValue? known, TValue? reported, Func<TValue, object> toColumn)
        where TValue : struct
    {
        if (reported is { } value && MayWrite(column, known, value))
        {
            change[column] = toColumn(value);
        }
    }

    /// <summary>Sets a text that may be set once.</summary>
    /// <param name="known">What the row holds.</param>
    /// <param name="reported">What finance reports; null says nothing.</param>
    /// <exception cref="InvalidPluginExecutionException">The row holds something else.</exception>
    public void Set(string column, string? known, string? reported)
    {
        if (reported is not null && MayWrite(column, known, reported))
        {
            change[column] = reported;
        }
    }

    /// <summary>Writes the row where there is something to write, so that a repetition leaves its version alone.</summary>
    /// <param name="service">The organization service.</param>
    /// <returns>How many rows were written: one or none.</returns>
    public int Write(IOrganizationService service)
    {
        if (change.Attributes.Count == 0)
        {
            return 0;
        }

        service.Execute(new UpdateRequest { Target = change, ConcurrencyBehavior = ConcurrencyBehavior.IfRowVersionMatches });
        return 1;
    }

    private bool MayWrite(string column, object? known, object reported)
    {
        if (known is null)
        {
            return true;
        }

        return known.Equals(reported) ? false
            : replaces ? true
            : throw PostingErrors.Contradiction.For(record, column, name, known, reported).ToException();
    }
}
