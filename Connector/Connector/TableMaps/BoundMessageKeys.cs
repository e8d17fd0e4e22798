using Newtonsoft.Json.Linq;
using ProjectInvoice.Connector.Dataverse;

namespace ProjectInvoice.Connector.TableMaps;

/// <summary>The message that carries the keys of a row's invoice, whose every name was found.</summary>
/// <param name="Table">The table of messages.</param>
/// <param name="LookupReadName">The property of its lookup to the invoice.</param>
/// <param name="ReadName">The property with the keys.</param>
/// <param name="RowReadName">The property of the map's row that holds the id of the invoice.</param>
/// <param name="Filter">Which messages carry keys; null for all.</param>
/// <param name="Where">Which of the map's rows take them; null for all.</param>
internal sealed record BoundMessageKeys(
    TableDefinition Table,
    string LookupReadName,
    string ReadName,
    string RowReadName,
    string? Filter,
    FilterExpression? Where
)
{
    /// <summary>The invoice whose keys a row takes; null where it takes none.</summary>
    /// <param name="row">The row as the Web API reads it.</param>
    public Guid? InvoiceOf(JObject row)
    {
        ArgumentNullException.ThrowIfNull(row);
        return (Where is null || Where.Matches(row)) && Guid.TryParse((string?)row[RowReadName], out var invoice) ? invoice : null;
    }
}
