using System.Globalization;
using LocalDataverse.Faults;
using LocalDataverse.Metadata;
using LocalDataverse.Storage;
using Microsoft.Xrm.Sdk;
using Microsoft.Xrm.Sdk.Query;

namespace LocalDataverse.Queries;

/// <summary>
/// Groups the rows of a query and counts, sums and compares within each group.
/// https://learn.microsoft.com/power-apps/developer/data-platform/fetchxml/aggregate-data
/// </summary>
internal sealed class Aggregation(RowReader reader, FetchQuery fetch, List<QuerySource> sources)
{
    private readonly List<(QuerySource Source, ColumnMetadata Column, XrmAttributeExpression Expression)> parts =
    [
        .. sources.SelectMany(source =>
            RowReader.Aliased(source.Table, source.ColumnsOf(fetch.Query)).Select(expression => (source, source.Column(expression.AttributeName), expression))
        ),
    ];

    public static bool IsAsked(QueryExpression query, List<QuerySource> sources) =>
        sources.Exists(source =>
            source.ColumnsOf(query) is { } columns
            && columns.AttributeExpressions.Any(expression => expression.HasGroupBy || expression.AggregateType != XrmAggregateType.None)
        );

    public EntityCollection Of(List<Row?[]> rows, Transaction? transaction)
    {
        if (rows.Count > fetch.AggregateLimit)
        {
            throw DataverseFault.Of(ErrorCode.AggregateLimitExceeded, "The maximum record limit is exceeded. Reduce the number of records.");
        }

        if (parts.Exists(part => !part.Expression.HasGroupBy && part.Expression.AggregateType == XrmAggregateType.None))
        {
            throw DataverseFault.InvalidArgument("A column of an aggregate query has to be aggregated or grouped by.");
        }

        var groups = rows.GroupBy(row => (object)Keys(row), (_, members) => members.ToList(), IndexKeyComparer.Instance).ToList();
        if (groups.Count == 0 && !parts.Exists(part => part.Expression.HasGroupBy))
        {
            groups.Add([]);
        }

        var results = groups.ConvertAll(members => parts.ConvertAll(part => Result(part.Source, part.Column, part.Expression, members)));
        return Page(Sorted(results, transaction), transaction);
    }

    private object[] Keys(Row?[] row) =>
        [
            .. parts
                .Where(part => part.Expression.HasGroupBy)
                .Select(part => Key(part.Column, part.Expression, part.Source.Value(row[part.Source.Position], part.Column.LogicalName)) ?? DBNull.Value),
        ];

    private static object? Key(ColumnMetadata column, XrmAttributeExpression expression, object? stored)
    {
        if (expression.DateTimeGrouping == XrmDateTimeGrouping.None || stored is null)
        {
            return stored is int[] choices ? string.Join(",", choices) : stored;
        }

        if (stored is not DateTime time)
        {
            throw DataverseFault.InvalidArgument($"The column '{column.LogicalName}' is no date: it cannot be grouped by parts of one.");
        }

        return expression.DateTimeGrouping switch
        {
            XrmDateTimeGrouping.Day => time.Day,
            XrmDateTimeGrouping.Week => CultureInfo.InvariantCulture.Calendar.GetWeekOfYear(time, CalendarWeekRule.FirstDay, DayOfWeek.Sunday),
            XrmDateTimeGrouping.Month => time.Month,
            XrmDateTimeGrouping.Quarter => ((time.Month - 1) / 3) + 1,
            XrmDateTimeGrouping.Year => time.Year,
            _ => throw DataverseFault.InvalidArgument($"Grouping by {expression.DateTimeGrouping} is not supported by this organization."),
        };
    }

    private object? Result(QuerySource source, ColumnMetadata column, XrmAttributeExpression expression, List<Row?[]> members)
    {
        object? Read(Row?[] row) => source.Value(row[source.Position], column.LogicalName);
        if (expression.HasGroupBy)
        {
            var first = Read(members[0]);
            return expression.DateTimeGrouping == XrmDateTimeGrouping.None ? first : Key(column, expression, first);
        }

        if (expression.AggregateType == XrmAggregateType.Count)
        {
            return members.Count;
        }

        var values = members.Select(Read).OfType<object>().ToList();
        return expression.AggregateType switch
        {
            XrmAggregateType.CountColumn => fetch.DistinctAliases.Contains(expression.Alias)
                ? values.Select(value => ColumnIndex.Normalize(value)!).Distinct(IndexKeyComparer.Instance).Count()
                : values.Count,
            XrmAggregateType.Min => Comparable(column, expression, values).Min(),
            XrmAggregateType.Max => Comparable(column, expression, values).Max(),
            _ => Total(column, expression, values),
        };
    }

    private static IEnumerable<IComparable> Comparable(ColumnMetadata column, XrmAttributeExpression expression, List<object> values) =>
        column.Type is ColumnType.Integer or ColumnType.BigInt or ColumnType.Decimal or ColumnType.Double or ColumnType.Money or ColumnType.DateTime
            ? values.Cast<IComparable>()
            : throw NotPossible(column, expression);

    /// <summary>Whole numbers stay whole, also as an average.</summary>
    private static object? Total(ColumnMetadata column, XrmAttributeExpression expression, List<object> values)
    {
        var isAverage = expression.AggregateType == XrmAggregateType.Avg;
        if (isAverage && values.Count == 0)
        {
            return null;
        }

        var count = isAverage ? values.Count : 1;
        return column.Type switch
        {
            ColumnType.Integer => (int)(values.Cast<int>().Sum(value => (long)value) / count),
            ColumnType.BigInt => values.Cast<long>().Sum() / count,
            ColumnType.Money => Math.Round(values.Cast<decimal>().Sum() / count, 4, MidpointRounding.AwayFromZero),
            ColumnType.Decimal => Math.Round(values.Cast<decimal>().Sum() / count, 10, MidpointRounding.AwayFromZero),
            ColumnType.Double => values.Cast<double>().Sum() / count,
            _ => throw NotPossible(column, expression),
        };
    }

    private static Exception NotPossible(ColumnMetadata column, XrmAttributeExpression expression) =>
        DataverseFault.InvalidArgument($"The aggregate {expression.AggregateType} is not possible on '{column.LogicalName}', a column of type {column.Type}.");

    private List<List<object?>> Sorted(List<List<object?>> results, Transaction? transaction)
    {
        var orders = fetch
            .Query.Orders.Concat(sources.Where(source => source.Link is not null).SelectMany(source => source.Link!.Orders))
            .Select(order => (Part: PartOf(order), order.OrderType))
            .ToList();
        IOrderedEnumerable<List<object?>> sorted = results.OrderBy(_ => 0);
        foreach (var (part, direction) in orders)
        {
            var keys = Comparer<object?>.Create(QueryEngine.CompareKeys);
            object? KeyOf(List<object?> result) => SortKey(part, result[part], transaction);
            sorted = direction == OrderType.Descending ? sorted.ThenByDescending(KeyOf, keys) : sorted.ThenBy(KeyOf, keys);
        }

        return [.. sorted];
    }

    private int PartOf(OrderExpression order)
    {
        var part = parts.FindIndex(part => part.Expression.Alias == order.Alias);
        return part >= 0
            ? part
            : throw DataverseFault.InvalidArgument($"An aggregate query is ordered by an alias of its own, not by '{order.Alias ?? order.AttributeName}'.");
    }

    private object? SortKey(int part, object? value, Transaction? transaction) =>
        value is RowReference || (value is int && IsValueOfColumn(part) && parts[part].Column.IsChoice)
            ? reader.Format(parts[part].Column, value, transaction) ?? string.Empty
            : value;

    /// <summary>Whether the result is a value as the column has it, not a count or a part of a date.</summary>
    private bool IsValueOfColumn(int part) =>
        parts[part].Expression is { DateTimeGrouping: XrmDateTimeGrouping.None, AggregateType: not (XrmAggregateType.Count or XrmAggregateType.CountColumn) };

    private EntityCollection Page(List<List<object?>> results, Transaction? transaction)
    {
        var size = fetch.Query.TopCount ?? (fetch.Query.PageInfo is { Count: > 0 } paging ? paging.Count : QueryEngine.MaximumPageSize);
        var page = Math.Max(fetch.Query.PageInfo?.PageNumber ?? 1, 1);
        var behind = results.Skip((page - 1) * size).ToList();
        return new EntityCollection([.. behind.Take(size).Select(result => ToEntity(result, transaction))])
        {
            EntityName = sources[0].Table.LogicalName,
            MoreRecords = fetch.Query.TopCount is null && behind.Count > size,
            TotalRecordCount = -1,
        };
    }

    private Entity ToEntity(List<object?> result, Transaction? transaction)
    {
        var entity = new Entity(sources[0].Table.LogicalName);
        for (var part = 0; part < parts.Count; part++)
        {
            var (source, column, expression) = parts[part];
            if (IsValueOfColumn(part))
            {
                reader.AddAliased(entity, expression.Alias, source.Table, column, result[part], transaction);
            }
            else if (result[part] is int number)
            {
                entity.Attributes[expression.Alias] = new AliasedValue(source.Table.LogicalName, column.LogicalName, number);
                entity.FormattedValues[expression.Alias] = number.ToString("N0", CultureInfo.InvariantCulture);
            }
        }

        return entity;
    }
}
