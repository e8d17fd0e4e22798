namespace LocalDataverse.Metadata;

/// <summary>One-to-many: the referencing table's lookup points at the referenced table.</summary>
public sealed record RelationshipMetadata(
    string SchemaName,
    string ReferencedTable,
    string ReferencingTable,
    string ReferencingColumn,
    DeleteBehavior Delete = DeleteBehavior.RemoveLink
)
{
    /// <summary>Collection-valued navigation property on the referenced table.</summary>
    public string ReferencedNavigationProperty { get; init; } = SchemaName;
}
