namespace LocalEnvironment.Input;

/// <summary>A table that data_schema.xml announces.</summary>
public sealed record SchemaTable(string Name, string? PrimaryId, string? PrimaryName, IReadOnlyDictionary<string, SchemaField> Fields);
