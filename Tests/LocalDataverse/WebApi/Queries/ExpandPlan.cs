using LocalDataverse.Metadata;
using LocalDataverse.WebApi.Model;
using Microsoft.Xrm.Sdk.Query;

namespace LocalDataverse.WebApi.Queries;

/// <summary>Related rows that a query asks for: the row behind a lookup, or the rows that point back.</summary>
/// <param name="Name">Name of the navigation property.</param>
/// <param name="Targets">How the rows of each table that it can lead to are read.</param>
internal sealed record ExpandPlan(string Name, IReadOnlyDictionary<string, RowPlan> Targets)
{
    public NavigationModel? Navigation { get; init; }

    public RelationshipMetadata? Relationship { get; init; }

    /// <summary>Of a collection: restricts and orders the related rows.</summary>
    public Action<QueryExpression>? Restrict { get; init; }

    public int? Top { get; init; }
}
