namespace LocalEnvironment.Dataverse;

/// <summary>A column as the environment defines it. <see cref="Choices"/> is null unless the column is a choice.</summary>
internal sealed record ColumnDefinition(
    string Name,
    string Type,
    string RequiredLevel,
    int? MaxLength,
    bool DateOnly,
    IReadOnlyDictionary<int, string>? Choices
)
{
    public bool IsLookup => Type is "Lookup" or "Owner" or "Customer";
}
