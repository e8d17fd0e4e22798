using LocalDataverse.Calls;
using LocalDataverse.Faults;
using LocalDataverse.Metadata;
using LocalDataverse.Security;
using LocalDataverse.Storage;
using Microsoft.Xrm.Sdk;
using Microsoft.Xrm.Sdk.Query;

namespace LocalDataverse.Queries;

/// <summary>
/// RetrieveMultiple. Equal and In conditions on any column go through an index that is built at its first use, Or of such conditions too;
/// what is left is tested row by row.
/// </summary>
internal sealed class QueryEngine(DataverseOrganization organization)
{
    public const int MaximumPageSize = 5000;

    public EntityCollection Retrieve(QueryBase query, CallScope scope) =>
        query switch
        {
            QueryExpression expression => Retrieve(new FetchQuery(expression), scope),
            QueryByAttribute byAttribute => Retrieve(new FetchQuery(ToExpression(byAttribute)), scope),
            FetchExpression fetch => Retrieve(FetchXml.Parse(fetch.Query), scope),
            null => throw DataverseFault.InvalidArgument("The query is missing."),
            _ => throw DataverseFault.InvalidArgument($"Queries of type {query.GetType().Name} are not supported."),
        };

    private static QueryExpression ToExpression(QueryByAttribute query)
    {
        var expression = new QueryExpression(query.EntityName)
        {
            ColumnSet = query.ColumnSet,
            PageInfo = query.PageInfo,
            TopCount = query.TopCount,
        };
        for (var i = 0; i < query.Attributes.Count; i++)
        {
            if (query.Values[i] is { } value)
            {
                expression.Criteria.AddCondition(query.Attributes[i], ConditionOperator.Equal, value);
            }
            else
            {
                expression.Criteria.AddCondition(query.Attributes[i], ConditionOperator.Null);
            }
        }

        expression.Orders.AddRange(query.Orders);
        return expression;
    }

    private EntityCollection Retrieve(FetchQuery fetch, CallScope scope)
    {
        var query = fetch.Query;
        var sources = Readable(new QuerySources(organization).Of(query), scope);

        lock (organization.Database.Sync)
        {
            var unit = organization.Value("systemuser", scope.UserId, "businessunitid", scope.Transaction) is RowReference own
                ? own.Id
                : organization.RootBusinessUnitId;
            var conditions = Conditions(sources, unit, scope);
            if (Aggregation.IsAsked(query, sources))
            {
                var rows = Join(query, sources, conditions, null, fetch.AggregateLimit + 1, scope.Transaction);
                return new Aggregation(organization.Reader, fetch, sources).Of(rows, scope.Transaction);
            }

            var isByKey = IsByKey(query, sources);
            var before = isByKey ? PageBefore(query) : null;
            var found = Join(query, sources, conditions, before, isByKey ? RowsNeeded(query, before) : null, scope.Transaction);
            if (isByKey)
            {
                found.Sort(ById);
            }
            else
            {
                Sort(found, query, sources, conditions, scope.Transaction);
            }

            return Page(found, query, sources, before, scope.Transaction);
        }
    }

    private List<QuerySource> Readable(List<QuerySource> sources, CallScope scope)
    {
        foreach (var source in sources)
        {
            organization.Rights.Demand(source.Table.LogicalName, TableRight.Read, scope);
            source.Sees = organization.Access.Filter(source.Table, TableRight.Read, scope);
        }

        return sources;
    }

    private ConditionTest Conditions(List<QuerySource> sources, Guid unit, CallScope scope) =>
        new(sources, scope.UserId, unit, organization.UtcNow, (owner, link) => Exists(owner, link, unit, scope));

    private Func<Row?[], bool> Exists(QuerySource owner, LinkEntity link, Guid unit, CallScope scope)
    {
        var sources = Readable(new QuerySources(organization).Of(owner, link), scope);
        return new LinkTest(owner, sources, Conditions(sources, unit, scope), scope.Transaction).Holds;
    }

    /// <summary>Rows in the order of their ids: then the rows of earlier pages need not be looked at again.</summary>
    private static bool IsByKey(QueryExpression query, List<QuerySource> sources) =>
        sources.TrueForAll(source => source.Link is null || source.Link.Orders.Count == 0)
        && (
            query.Orders.Count == 0
            || (
                query.Orders.Count == 1
                && query.Orders[0].OrderType == OrderType.Ascending
                && string.IsNullOrEmpty(query.Orders[0].EntityName)
                && query.Orders[0].AttributeName == sources[0].Table.PrimaryId
            )
        );

    /// <summary>Where the page before ended; null: this is the first one, or all rows have to be counted or compared.</summary>
    private static PagingCookie? PageBefore(QueryExpression query) =>
        query is { TopCount: null, Distinct: false, PageInfo: { PageNumber: > 1, ReturnTotalRecordCount: false } paging }
            ? PagingCookie.Parse(paging.PagingCookie)
            : null;

    /// <summary>How many rows, from the first or behind the page before, tell the page and whether there is another; null: all of them.</summary>
    private static int? RowsNeeded(QueryExpression query, PagingCookie? before)
    {
        if (query.Distinct || query.PageInfo is { ReturnTotalRecordCount: true })
        {
            return null;
        }

        if (query.TopCount is { } top)
        {
            return top;
        }

        var count = query.PageInfo is { Count: > 0 } paging ? Math.Min(paging.Count, MaximumPageSize) : MaximumPageSize;
        var page = Math.Max(query.PageInfo?.PageNumber ?? 1, 1);
        return before is not null || page == 1 ? count + 1 : null;
    }

    private static List<Row?[]> Join(
        QueryExpression query,
        List<QuerySource> sources,
        ConditionTest conditions,
        PagingCookie? before,
        int? needed,
        Transaction? transaction
    )
    {
        var root = sources[0];
        var criteria = query.Criteria ?? new FilterExpression();
        var test = conditions.Of(criteria, root);
        var links = sources
            .Where(source => source.Link is not null)
            .ToDictionary(source => source.Position, source => conditions.Of(source.Link!.LinkCriteria ?? new FilterExpression(), source));
        var join = new RowJoin(links, transaction);
        var narrowed = Candidates(criteria, root, root, conditions) ?? CandidatesByLink(root, conditions, transaction);
        var isCut = narrowed is not null && narrowed.Count > needed;
        var result = new List<Row?[]>();
        foreach (var slot in isCut ? ById(narrowed!, before) : narrowed ?? root.Store.Slots)
        {
            if (isCut && result.Count >= needed)
            {
                break;
            }

            if ((before is not null && slot.Id.CompareTo(before.LastId) <= 0) || slot.SeenBy(transaction) is not { } row || root.Sees?.Invoke(row) is false)
            {
                continue;
            }

            var rows = new Row?[sources.Count];
            rows[0] = row;
            if (sources.Count == 1)
            {
                if (test(rows))
                {
                    result.Add(rows);
                }

                continue;
            }

            foreach (var joined in join.Expand([rows], root))
            {
                if (test(joined))
                {
                    result.Add(joined);
                }
            }
        }

        return result;
    }

    /// <summary>The slots that a filter can match at most; null: it does not narrow.</summary>
    private static IReadOnlyCollection<RowSlot>? Candidates(FilterExpression filter, QuerySource owner, QuerySource wanted, ConditionTest conditions)
    {
        IReadOnlyCollection<RowSlot>? best = null;
        var union = new HashSet<RowSlot>();
        var isOr = filter.FilterOperator == LogicalOperator.Or && filter.Conditions.Count + filter.Filters.Count > 1;
        var parts = filter
            .Conditions.Select(condition => Candidates(condition, owner, wanted, conditions))
            .Concat(filter.Filters.Select(child => child.Conditions.Count + child.Filters.Count == 0 ? null : Candidates(child, owner, wanted, conditions)));
        foreach (var part in parts)
        {
            if (!isOr)
            {
                best = part is not null && (best is null || part.Count < best.Count) ? part : best;
                continue;
            }

            if (part is null)
            {
                return null;
            }

            union.UnionWith(part);
        }

        return isOr ? union : best;
    }

    private static IReadOnlyCollection<RowSlot>? Candidates(ConditionExpression condition, QuerySource owner, QuerySource wanted, ConditionTest conditions)
    {
        var source = conditions.SourceOf(condition, owner);
        if (
            !ReferenceEquals(source, wanted)
            || source.Column(condition.AttributeName).Type == ColumnType.MultiSelectPicklist
            || condition.AttributeName == "versionnumber"
            || conditions.EqualityValues(condition, source) is not { } values
        )
        {
            return null;
        }

        if (values.Count == 1)
        {
            return RowJoin.SlotsOf(source, condition.AttributeName, values[0]);
        }

        var union = new HashSet<RowSlot>();
        foreach (var value in values)
        {
            union.UnionWith(RowJoin.SlotsOf(source, condition.AttributeName, value));
        }

        return union;
    }

    /// <summary>An inner link whose own filter is narrow narrows the root.</summary>
    private static HashSet<RowSlot>? CandidatesByLink(QuerySource root, ConditionTest conditions, Transaction? transaction)
    {
        foreach (var child in root.Children)
        {
            if (
                child.Link!.JoinOperator is not (JoinOperator.Inner or JoinOperator.Exists or JoinOperator.In or JoinOperator.Any)
                || Candidates(child.Link.LinkCriteria ?? new FilterExpression(), child, child, conditions) is not { } linked
            )
            {
                continue;
            }

            var union = new HashSet<RowSlot>();
            foreach (var slot in linked)
            {
                if (slot.SeenBy(transaction) is { } row && ColumnIndex.Normalize(child.Value(row, child.Link.LinkToAttributeName)) is { } key)
                {
                    union.UnionWith(RowJoin.SlotsOf(root, child.Link.LinkFromAttributeName, key));
                }
            }

            return union;
        }

        return null;
    }

    private static RowSlot[] ById(IEnumerable<RowSlot> slots, PagingCookie? before)
    {
        RowSlot[] behind = [.. before is null ? slots : slots.Where(slot => slot.Id.CompareTo(before.LastId) > 0)];
        Array.Sort(behind, (left, right) => left.Id.CompareTo(right.Id));
        return behind;
    }

    /// <summary>The id breaks ties, so that pages neither repeat nor leave out a row.</summary>
    private static int ById(Row?[] left, Row?[] right)
    {
        var root = left[0]!.Id.CompareTo(right[0]!.Id);
        if (root != 0)
        {
            return root;
        }

        for (var i = 1; i < left.Length; i++)
        {
            var compared = Comparer<Guid?>.Default.Compare(left[i]?.Id, right[i]?.Id);
            if (compared != 0)
            {
                return compared;
            }
        }

        return 0;
    }

    private void Sort(List<Row?[]> rows, QueryExpression query, List<QuerySource> sources, ConditionTest conditions, Transaction? transaction)
    {
        var keys = new List<(QuerySource Source, ColumnMetadata Column, bool Descending)>();
        foreach (var order in query.Orders)
        {
            var source = conditions.SourceOf(order.EntityName, sources[0]);
            keys.Add((source, source.Column(order.AttributeName), order.OrderType == OrderType.Descending));
        }

        foreach (var source in sources.Where(source => source.Link is not null))
        {
            keys.AddRange(source.Link!.Orders.Select(order => (source, source.Column(order.AttributeName), order.OrderType == OrderType.Descending)));
        }

        var keyed = rows.Select(row => (Row: row, Keys: keys.Select(key => SortKey(key.Source, key.Column, row, transaction)).ToArray())).ToList();
        keyed.Sort(
            (left, right) =>
            {
                for (var i = 0; i < keys.Count; i++)
                {
                    var compared = CompareKeys(left.Keys[i], right.Keys[i]);
                    if (compared != 0)
                    {
                        return keys[i].Descending ? -compared : compared;
                    }
                }

                return ById(left.Row, right.Row);
            }
        );
        rows.Clear();
        rows.AddRange(keyed.Select(entry => entry.Row));
    }

    private object? SortKey(QuerySource source, ColumnMetadata column, Row?[] rows, Transaction? transaction)
    {
        var value = source.Value(rows[source.Position], column.LogicalName);
        return value is RowReference || (value is int && column.IsChoice) ? organization.Reader.Format(column, value, transaction) ?? string.Empty : value;
    }

    public static int CompareKeys(object? left, object? right) =>
        (left, right) switch
        {
            (null, null) => 0,
            (null, _) => -1,
            (_, null) => 1,
            (string a, string b) => Collation.Compare(a, b),
            (IComparable a, _) => a.CompareTo(right),
            _ => 0,
        };

    private EntityCollection Page(List<Row?[]> rows, QueryExpression query, List<QuerySource> sources, PagingCookie? before, Transaction? transaction)
    {
        var columns = sources.Select(source => RowReader.ColumnsOf(source.Table, source.ColumnsOf(query))).ToArray();
        var returnsTotal = query.PageInfo?.ReturnTotalRecordCount ?? false;
        var aliased = sources.ConvertAll(source => RowReader.Aliased(source.Table, source.ColumnsOf(query)));
        if (query.Distinct)
        {
            rows = Distinct(
                rows,
                sources,
                [
                    .. columns.Select(
                        (names, position) => names is null ? null : (IReadOnlyList<string>)[.. names, .. aliased[position].Select(one => one.AttributeName)]
                    ),
                ]
            );
        }

        var (start, count) = (0, MaximumPageSize);
        var page = 1;
        if (query.TopCount is { } top)
        {
            count = top;
        }
        else if (query.PageInfo is { } paging)
        {
            page = Math.Max(paging.PageNumber, 1);
            count = paging.Count > 0 ? Math.Min(paging.Count, MaximumPageSize) : MaximumPageSize;
            start =
                before is not null ? 0
                : PagingCookie.Parse(paging.PagingCookie) is { } cookie && page > 1 ? After(rows, cookie)
                : (page - 1) * count;
        }

        var slice = rows.Skip(start).Take(count).ToList();
        var collection = new EntityCollection([.. slice.Select(row => ToEntity(row, sources, columns, aliased, transaction))])
        {
            EntityName = sources[0].Table.LogicalName,
            MoreRecords = query.TopCount is null && start + slice.Count < rows.Count,
            TotalRecordCount = returnsTotal ? Math.Min(rows.Count, MaximumPageSize) : -1,
            TotalRecordCountLimitExceeded = returnsTotal && rows.Count > MaximumPageSize,
        };
        if (slice.Count > 0 && query.TopCount is null)
        {
            collection.PagingCookie = new PagingCookie(page, slice[slice.Count - 1][0]!.Id, (before?.Position ?? 0) + start + slice.Count).ToString();
        }

        return collection;
    }

    private static int After(List<Row?[]> rows, PagingCookie cookie)
    {
        var last = rows.FindLastIndex(row => row[0]!.Id == cookie.LastId);
        return last >= 0 ? last + 1 : Math.Min(cookie.Position, rows.Count);
    }

    private static List<Row?[]> Distinct(List<Row?[]> rows, List<QuerySource> sources, IReadOnlyList<string>?[] columns)
    {
        var seen = new HashSet<string>(StringComparer.Ordinal);
        return rows.FindAll(row =>
            seen.Add(
                string.Join(
                    "\u001f",
                    sources.Select(source =>
                        source.Link is null && columns[source.Position] is { Count: 0 }
                            ? row[source.Position]?.Id.ToString()
                            : string.Join(
                                "\u001e",
                                (columns[source.Position] ?? [.. source.Table.Columns.Keys]).Select(column =>
                                    DataverseOrganization.Text(source.Value(row[source.Position], column))
                                )
                            )
                    )
                )
            )
        );
    }

    private Entity ToEntity(
        Row?[] rows,
        List<QuerySource> sources,
        IReadOnlyList<string>?[] columns,
        List<IReadOnlyList<XrmAttributeExpression>> aliased,
        Transaction? transaction
    )
    {
        var entity = organization.Reader.ToEntity(sources[0].Table, rows[0]!, columns[0], transaction, withNames: true);
        foreach (var source in sources.Where(source => rows[source.Position] is not null))
        {
            foreach (var expression in aliased[source.Position])
            {
                var column = source.Column(expression.AttributeName);
                organization.Reader.AddAliased(
                    entity,
                    expression.Alias,
                    source.Table,
                    column,
                    source.Value(rows[source.Position], column.LogicalName),
                    transaction
                );
            }
        }

        foreach (var source in sources.Skip(1))
        {
            if (rows[source.Position] is not { } row || columns[source.Position] is { Count: 0 })
            {
                continue;
            }

            var linked = organization.Reader.ToEntity(source.Table, row, columns[source.Position], transaction, withNames: true);
            var wanted = columns[source.Position];
            foreach (var attribute in linked.Attributes.Where(attribute => wanted is null || wanted.Contains(attribute.Key)))
            {
                var name = source.Alias + "." + attribute.Key;
                entity.Attributes[name] = new AliasedValue(source.Table.LogicalName, attribute.Key, attribute.Value);
                if (linked.FormattedValues.ContainsKey(attribute.Key))
                {
                    entity.FormattedValues[name] = linked.FormattedValues[attribute.Key];
                }
            }
        }

        return entity;
    }
}
