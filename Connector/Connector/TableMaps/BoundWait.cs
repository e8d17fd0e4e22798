using Newtonsoft.Json.Linq;
using ProjectInvoice.Connector.Dataverse;

namespace ProjectInvoice.Connector.TableMaps;

/// <summary>A condition to wait for whose every name was found.</summary>
/// <param name="LookupReadName">The property of the lookup.</param>
/// <param name="Table">The table it leads to.</param>
/// <param name="ReadName">The property of the column that is looked at.</param>
/// <param name="Values">The values that let the row go.</param>
/// <param name="Where">Which rows wait; null for all.</param>
internal sealed record BoundWait(string LookupReadName, TableDefinition Table, string ReadName, IReadOnlySet<string> Values, FilterExpression? Where)
{
    /// <summary>The table that ties rows to what they wait for, where they do not name it themselves; null for none.</summary>
    public BoundTie? Through { get; init; }

    /// <summary>What says that the row that is waited for is not complete, although it has reached its value; null for nothing.</summary>
    public BoundUnless? Unless { get; init; }

    /// <summary>The row that a row waits for, whether it has reached its value already or not; null where it waits for none.</summary>
    /// <param name="row">The row as the Web API reads it.</param>
    public Guid? Awaited(JObject row)
    {
        ArgumentNullException.ThrowIfNull(row);
        return Guid.TryParse((string?)row[LookupReadName], out var id) && (Where is null || Where.Matches(row)) ? id : null;
    }

    /// <summary>Whether the row that was waited for has reached one of the values.</summary>
    /// <param name="awaited">That row.</param>
    public bool IsReached(JObject awaited)
    {
        ArgumentNullException.ThrowIfNull(awaited);
        return awaited[ReadName] is JValue { Value: not null } value && Values.Contains(FieldValue.Text(value));
    }
}
