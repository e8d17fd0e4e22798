namespace LocalEnvironment.Input;

/// <summary>What a folder of the Configuration Migration tool holds: the schema, and the records of each table in the order they should be written.</summary>
internal sealed record MigrationData(
    IReadOnlyDictionary<string, SchemaTable> Schema,
    IReadOnlyList<string> ImportOrder,
    IReadOnlyDictionary<string, IReadOnlyList<DataRecord>> Records
)
{
    public IEnumerable<DataRecord> All => ImportOrder.SelectMany(table => Records.TryGetValue(table, out var records) ? records : []);
}
