using LocalDataverse.Storage;
using Microsoft.Xrm.Sdk.Query;

namespace LocalDataverse.Queries;

/// <summary>Turns a link of a filter into a test of rows: whether rows behind it exist that its filters hold for.</summary>
internal sealed class LinkTest
{
    private readonly List<QuerySource> sources;
    private readonly int position;
    private readonly RowJoin join;
    private readonly Func<Row?[], bool>[] conditions;

    /// <param name="sources">The link's own join, from the row that is tested.</param>
    public LinkTest(QuerySource owner, List<QuerySource> sources, ConditionTest conditions, Transaction? transaction)
    {
        this.sources = sources;
        position = owner.Position;
        var linked = sources.Where(source => source.Link is not null).ToList();
        join = new RowJoin(
            linked.ToDictionary(source => source.Position, source => IsBehindOuter(source) ? conditions.Of(FilterOf(source), source) : _ => true),
            transaction
        );

        // A filter may name links beneath its own, so that it is looked at once all are joined.
        this.conditions = [.. linked.Where(source => !IsBehindOuter(source)).Select(source => conditions.Of(FilterOf(source), source))];
    }

    public bool Holds(Row?[] rows)
    {
        var joined = new Row?[sources.Count];
        joined[0] = rows[position];
        var exists = joined[0] is not null && join.Matches(joined, sources[1]).Exists(row => Array.TrueForAll(conditions, condition => condition(row)));
        return exists == (sources[1].Link!.JoinOperator != JoinOperator.NotAny);
    }

    private static FilterExpression FilterOf(QuerySource source) => source.Link!.LinkCriteria ?? new FilterExpression();

    private static bool IsBehindOuter(QuerySource source) =>
        source.Link is { } link && (link.JoinOperator == JoinOperator.LeftOuter || (source.Parent is { } parent && IsBehindOuter(parent)));
}
