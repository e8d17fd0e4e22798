using LocalDataverse.Metadata;

namespace LocalDataverse.SolutionImport;

/// <param name="NavigationProperty">Single-valued navigation property on the table that holds the lookup.</param>
internal sealed record ImportedRelationship(RelationshipMetadata Metadata, string NavigationProperty);
