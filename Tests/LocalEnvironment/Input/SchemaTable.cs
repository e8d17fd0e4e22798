namespace LocalEnvironment.Input;

/// <summary>A table that data_schema.xml announces.</summary>
internal sealed record SchemaTable(string Name, string? PrimaryId, string? PrimaryName, IReadOnlyDictionary<string, SchemaField> Fields);
