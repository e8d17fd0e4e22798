namespace LocalDataverse.Metadata;

/// <summary>The rows of the intersect table hold one id of each side.</summary>
public sealed record ManyToManyRelationship(string SchemaName, string Table1, string Column1, string Table2, string Column2, string IntersectTable)
{
    /// <summary>Collection-valued navigation property on table 1.</summary>
    public string NavigationProperty1 { get; init; } = SchemaName;

    /// <summary>Collection-valued navigation property on table 2.</summary>
    public string NavigationProperty2 { get; init; } = SchemaName;
}
