using Microsoft.Xrm.Sdk.Query;

namespace LocalDataverse.Queries;

/// <summary>FetchXML as a query expression, and what only FetchXML can say.</summary>
internal sealed record FetchQuery(QueryExpression Query)
{
    public const int LargestAggregate = 50000;

    /// <summary>More rows than this are not aggregated.</summary>
    public int AggregateLimit { get; init; } = LargestAggregate;

    /// <summary>Aliases whose values are counted once each.</summary>
    public IReadOnlyCollection<string> DistinctAliases { get; init; } = [];
}
