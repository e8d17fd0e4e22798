namespace LocalEnvironment.Input;

/// <summary>A field of a record as it stands in data.xml; <see cref="LookupTable"/> is null unless the field names a table.</summary>
internal sealed record DataField(string Name, string Value, string? LookupTable);
