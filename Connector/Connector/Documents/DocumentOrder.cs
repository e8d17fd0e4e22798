using ProjectInvoice.Connector.TableMaps;

namespace ProjectInvoice.Connector.Documents;

/// <summary>The lines of an invoice in the order in which every document of it has them.</summary>
/// <param name="Map">The map of lines.</param>
/// <param name="Invoice">The invoice.</param>
/// <param name="Total">The sum of their amounts.</param>
internal sealed record DocumentOrder(BoundMap Map, Guid Invoice, decimal Total)
{
    /// <summary>The field of finance with the number of a line.</summary>
    public string NumberField => Map.Fields.First(bound => bound.Map.Computed == MapComputation.Ordinal).Map.Field;

    /// <summary>The number of each line, by the id of its row.</summary>
    public required IReadOnlyDictionary<Guid, int> Numbers { get; init; }

    /// <summary>The ids under which the rows were imported, by the number of the line.</summary>
    public required IReadOnlyDictionary<int, string> Actuals { get; init; }

    /// <summary>The ids under which rows were imported that are no lines, and are posted with the invoice all the same.</summary>
    public required IReadOnlyList<string> Unsent { get; init; }
}
