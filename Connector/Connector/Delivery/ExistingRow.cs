using Newtonsoft.Json.Linq;
using ProjectInvoice.Connector.FinanceSystem;
using ProjectInvoice.Connector.TableMaps;

namespace ProjectInvoice.Connector.Delivery;

/// <summary>Tells whether finance holds a row already, so that a repetition is not taken for a contradiction.</summary>
internal static class ExistingRow
{
    /// <summary>Whether there is a row of this key whose compared fields are all the same.</summary>
    public static async Task<bool> IsSameAsync(FinanceClient finance, BoundMap map, JObject content, string record, CancellationToken cancellation)
    {
        try
        {
            return await finance.HoldsAsync(
                map.Set!,
                content,
                map.Fields.Where(field => field.Map.Compared).Select(field => field.Map.Field),
                record,
                cancellation
            );
        }
        catch (ConnectorException failure) when (failure.Kind == ErrorKind.Rule)
        {
            return false;
        }
    }
}
