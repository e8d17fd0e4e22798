using System;
using System.Collections.Generic;
using System.Linq;

namespace InvoicePlugins.Confirmation.Bulk;

/// <summary>The invoices of a bulk confirmation, as a caller names them. Pure.</summary>
internal static class InvoiceList
{
    /// <summary>How many invoices one call takes.</summary>
    public const int Most = 1000;

    /// <summary>Reads ids separated by commas. One named twice counts once.</summary>
    /// <returns>The ids, at least one, always in the same order.</returns>
    /// <exception cref="Microsoft.Xrm.Sdk.InvalidPluginExecutionException">There is none, there are too many, or something is not an id.</exception>
    public static IReadOnlyList<Guid> Parse(string? text)
    {
        var ids = new SortedSet<Guid>();
        foreach (var part in (text ?? "").Split(',').Select(part => part.Trim()).Where(part => part.Length > 0))
        {
            ids.Add(Guid.TryParse(part, out var id) ? id : throw BulkErrors.NotAnId.For("Bulk confirmation", part).ToException());
        }

        return ids.Count is > 0 and <= Most ? [.. ids] : throw BulkErrors.WrongNumber.For("Bulk confirmation", ids.Count, Most).ToException();
    }
}
