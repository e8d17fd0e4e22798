namespace LocalEnvironment.Input;

/// <summary>A field that data_schema.xml announces, with its type in the words of the Configuration Migration tool.</summary>
internal sealed record SchemaField(string Name, string Type, bool IsPrimaryKey, IReadOnlyList<string> LookupTables);
