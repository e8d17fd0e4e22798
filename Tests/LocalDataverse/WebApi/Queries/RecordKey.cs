using System.Globalization;
using LocalDataverse.WebApi.Model;

namespace LocalDataverse.WebApi.Queries;

/// <summary>How an address names one row: by its id, or by the columns of an alternate key.</summary>
internal sealed record RecordKey(TableModel Table, Guid? Id, IReadOnlyList<KeyValuePair<ColumnModel, object>> Alternate)
{
    public RecordKey(TableModel table, Guid id)
        : this(table, id, []) { }

    /// <summary>The key as an error names it.</summary>
    public override string ToString() =>
        Id?.ToString("d") ?? string.Join(", ", Alternate.Select(part => string.Create(CultureInfo.InvariantCulture, $"{part.Key.Property}={part.Value}")));
}
