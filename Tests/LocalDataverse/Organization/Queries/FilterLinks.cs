using System.Runtime.CompilerServices;
using Microsoft.Xrm.Sdk.Query;

namespace LocalDataverse.Queries;

/// <summary>
/// A filter on whether related rows exist. Later versions of the SDK have a property for it, <c>FilterExpression.AnyAllFilterLinkEntity</c>; the one that the
/// plug-ins are built against has none.
/// </summary>
public static class FilterLinks
{
    private static readonly ConditionalWeakTable<FilterExpression, LinkEntity> Links = new();

    /// <summary>A filter that holds for a row which has, or has not, rows behind a link (<c>Any</c>, <c>NotAny</c>).</summary>
    public static FilterExpression FilterOf(LinkEntity link)
    {
        var filter = new FilterExpression(LogicalOperator.And);
        Links.Add(filter, link);
        return filter;
    }

    internal static LinkEntity? Of(FilterExpression filter) => Links.TryGetValue(filter, out var link) ? link : null;
}
