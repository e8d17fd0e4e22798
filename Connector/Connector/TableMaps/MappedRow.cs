using Newtonsoft.Json.Linq;

namespace ProjectInvoice.Connector.TableMaps;

/// <summary>A row as finance gets it, or the fault that stops it.</summary>
/// <param name="Id">The row's id in Dataverse.</param>
/// <param name="Record">The record as its user knows it.</param>
/// <param name="Content">The fields; null where there is a fault.</param>
/// <param name="ComparedHash">The hash of the fields whose change sends the row again.</param>
/// <param name="Fault">The fault; null where there is none.</param>
internal sealed record MappedRow(Guid Id, string Record, JObject? Content, string ComparedHash, ConnectorException? Fault)
{
    /// <summary>The natural keys that the row keeps from now on, as JSON; null where the map has none.</summary>
    public string? Kept { get; init; }
}
