using System.Globalization;
using System.Xml;
using System.Xml.Linq;
using LocalDataverse.Faults;
using Microsoft.Xrm.Sdk.Query;

namespace LocalDataverse.Queries;

/// <summary>Reads FetchXML.</summary>
internal static class FetchXml
{
    private static readonly Dictionary<string, ConditionOperator> Operators = new(StringComparer.Ordinal)
    {
        ["eq"] = ConditionOperator.Equal,
        ["ne"] = ConditionOperator.NotEqual,
        ["neq"] = ConditionOperator.NotEqual,
        ["gt"] = ConditionOperator.GreaterThan,
        ["ge"] = ConditionOperator.GreaterEqual,
        ["lt"] = ConditionOperator.LessThan,
        ["le"] = ConditionOperator.LessEqual,
        ["like"] = ConditionOperator.Like,
        ["not-like"] = ConditionOperator.NotLike,
        ["in"] = ConditionOperator.In,
        ["not-in"] = ConditionOperator.NotIn,
        ["between"] = ConditionOperator.Between,
        ["not-between"] = ConditionOperator.NotBetween,
        ["null"] = ConditionOperator.Null,
        ["not-null"] = ConditionOperator.NotNull,
        ["begins-with"] = ConditionOperator.BeginsWith,
        ["ends-with"] = ConditionOperator.EndsWith,
        ["on"] = ConditionOperator.On,
        ["on-or-before"] = ConditionOperator.OnOrBefore,
        ["on-or-after"] = ConditionOperator.OnOrAfter,
        ["not-begin-with"] = ConditionOperator.DoesNotBeginWith,
        ["not-end-with"] = ConditionOperator.DoesNotEndWith,
        ["contain-values"] = ConditionOperator.ContainValues,
        ["not-contain-values"] = ConditionOperator.DoesNotContainValues,
        ["yesterday"] = ConditionOperator.Yesterday,
        ["today"] = ConditionOperator.Today,
        ["tomorrow"] = ConditionOperator.Tomorrow,
        ["last-seven-days"] = ConditionOperator.Last7Days,
        ["next-seven-days"] = ConditionOperator.Next7Days,
        ["last-week"] = ConditionOperator.LastWeek,
        ["this-week"] = ConditionOperator.ThisWeek,
        ["next-week"] = ConditionOperator.NextWeek,
        ["last-month"] = ConditionOperator.LastMonth,
        ["this-month"] = ConditionOperator.ThisMonth,
        ["next-month"] = ConditionOperator.NextMonth,
        ["last-year"] = ConditionOperator.LastYear,
        ["this-year"] = ConditionOperator.ThisYear,
        ["next-year"] = ConditionOperator.NextYear,
        ["last-x-hours"] = ConditionOperator.LastXHours,
        ["next-x-hours"] = ConditionOperator.NextXHours,
        ["last-x-days"] = ConditionOperator.LastXDays,
        ["next-x-days"] = ConditionOperator.NextXDays,
        ["last-x-weeks"] = ConditionOperator.LastXWeeks,
        ["next-x-weeks"] = ConditionOperator.NextXWeeks,
        ["last-x-months"] = ConditionOperator.LastXMonths,
        ["next-x-months"] = ConditionOperator.NextXMonths,
        ["last-x-years"] = ConditionOperator.LastXYears,
        ["next-x-years"] = ConditionOperator.NextXYears,
        ["olderthan-x-minutes"] = ConditionOperator.OlderThanXMinutes,
        ["olderthan-x-hours"] = ConditionOperator.OlderThanXHours,
        ["olderthan-x-days"] = ConditionOperator.OlderThanXDays,
        ["olderthan-x-weeks"] = ConditionOperator.OlderThanXWeeks,
        ["olderthan-x-months"] = ConditionOperator.OlderThanXMonths,
        ["olderthan-x-years"] = ConditionOperator.OlderThanXYears,
        ["eq-userid"] = ConditionOperator.EqualUserId,
        ["ne-userid"] = ConditionOperator.NotEqualUserId,
        ["eq-businessid"] = ConditionOperator.EqualBusinessId,
        ["ne-businessid"] = ConditionOperator.NotEqualBusinessId,
    };

    private static readonly Dictionary<string, JoinOperator> Joins = new(StringComparer.Ordinal)
    {
        ["inner"] = JoinOperator.Inner,
        ["outer"] = JoinOperator.LeftOuter,
        ["exists"] = JoinOperator.Exists,
        ["in"] = JoinOperator.In,
        ["any"] = JoinOperator.Any,
        ["not any"] = JoinOperator.NotAny,
        ["matchfirstrowusingcrossapply"] = JoinOperator.MatchFirstRowUsingCrossApply,
    };

    private static readonly Dictionary<string, XrmAggregateType> Aggregates = new(StringComparer.Ordinal)
    {
        ["count"] = XrmAggregateType.Count,
        ["countcolumn"] = XrmAggregateType.CountColumn,
        ["sum"] = XrmAggregateType.Sum,
        ["avg"] = XrmAggregateType.Avg,
        ["min"] = XrmAggregateType.Min,
        ["max"] = XrmAggregateType.Max,
    };

    private static readonly Dictionary<string, XrmDateTimeGrouping> DateGroupings = new(StringComparer.Ordinal)
    {
        ["day"] = XrmDateTimeGrouping.Day,
        ["week"] = XrmDateTimeGrouping.Week,
        ["month"] = XrmDateTimeGrouping.Month,
        ["quarter"] = XrmDateTimeGrouping.Quarter,
        ["year"] = XrmDateTimeGrouping.Year,
    };

    public static FetchQuery Parse(string? text)
    {
        var fetch = Root(text);
        var isAggregate = IsTrue(fetch, "aggregate");
        var entity = fetch.Element("entity") ?? throw Invalid("no entity element.");
        var query = new QueryExpression(Required(entity, "name"))
        {
            ColumnSet = Columns(entity, isAggregate),
            Distinct = IsTrue(fetch, "distinct"),
            TopCount = Number(fetch, "top"),
        };
        query.PageInfo = Paging(fetch, query.TopCount) ?? query.PageInfo;
        query.Orders.AddRange(Orders(entity));
        Links(entity, query.EntityName, query.LinkEntities, isAggregate);
        Filters(entity, query.Criteria, query.EntityName, query.LinkEntities);
        return new FetchQuery(query)
        {
            AggregateLimit = Math.Min(Number(fetch, "aggregatelimit") ?? FetchQuery.LargestAggregate, FetchQuery.LargestAggregate),
            DistinctAliases =
            [
                .. fetch.Descendants("attribute").Where(attribute => IsTrue(attribute, "distinct")).Select(attribute => Required(attribute, "alias")),
            ],
        };
    }

    private static XElement Root(string? text)
    {
        try
        {
            var root = XElement.Parse(text ?? string.Empty);
            return root.Name == "fetch" ? root : throw Invalid($"the root is '{root.Name}', not 'fetch'.");
        }
        catch (XmlException exception)
        {
            throw Invalid(exception.Message);
        }
    }

    private static PagingInfo? Paging(XElement fetch, int? top)
    {
        var counts = IsTrue(fetch, "returntotalrecordcount");
        if (fetch.Attribute("count") is null && fetch.Attribute("page") is null && !counts)
        {
            return null;
        }

        if (top is not null)
        {
            var paging =
                fetch.Attribute("page") is not null ? "page"
                : fetch.Attribute("count") is not null ? "count"
                : "returntotalrecordcount";
            throw DataverseFault.InvalidArgument("The top attribute can't be specified with paging attribute " + paging);
        }

        return new PagingInfo
        {
            Count = Number(fetch, "count") ?? 0,
            PageNumber = Number(fetch, "page") ?? 1,
            PagingCookie = (string?)fetch.Attribute("paging-cookie"),
            ReturnTotalRecordCount = counts,
        };
    }

    private static ColumnSet Columns(XElement element, bool isAggregate)
    {
        if (element.Element("all-attributes") is not null)
        {
            return isAggregate ? throw Invalid("an aggregate query names its columns.") : new ColumnSet(true);
        }

        var columns = new ColumnSet();
        foreach (var attribute in element.Elements("attribute"))
        {
            if (isAggregate)
            {
                columns.AttributeExpressions.Add(Aggregate(attribute));
            }
            else if ((string?)attribute.Attribute("alias") is { } alias)
            {
                columns.AttributeExpressions.Add(new XrmAttributeExpression(Required(attribute, "name"), XrmAggregateType.None, alias));
            }
            else
            {
                columns.AddColumn(Required(attribute, "name"));
            }
        }

        return columns;
    }

    private static XrmAttributeExpression Aggregate(XElement attribute)
    {
        var isGroup = IsTrue(attribute, "groupby");
        var function = (string?)attribute.Attribute("aggregate");
        if (isGroup == function is not null)
        {
            throw Invalid($"the attribute '{Required(attribute, "name")}' of an aggregate query has to have either aggregate or groupby.");
        }

        return new XrmAttributeExpression(
            Required(attribute, "name"),
            function is null ? XrmAggregateType.None : Known(Aggregates, function, "aggregate function"),
            Required(attribute, "alias"),
            (string?)attribute.Attribute("dategrouping") is { } part ? Known(DateGroupings, part, "date grouping") : XrmDateTimeGrouping.None
        )
        {
            HasGroupBy = isGroup,
        };
    }

    private static IEnumerable<OrderExpression> Orders(XElement element) =>
        element
            .Elements("order")
            .Select(order => new OrderExpression(
                (string?)order.Attribute("attribute"),
                IsTrue(order, "descending") ? OrderType.Descending : OrderType.Ascending,
                (string?)order.Attribute("alias"),
                (string?)order.Attribute("entityname")
            ));

    private static void Filters(XElement element, FilterExpression target, string table, ICollection<LinkEntity> links)
    {
        foreach (var filter in element.Elements("filter"))
        {
            var child = target.AddFilter((string?)filter.Attribute("type") == "or" ? LogicalOperator.Or : LogicalOperator.And);
            foreach (var condition in filter.Elements("condition"))
            {
                child.Conditions.Add(Condition(condition));
            }

            // Under "and" a link within a filter restricts the rows as the same link beside the filter does.
            if (filter.AncestorsAndSelf("filter").Any(one => (string?)one.Attribute("type") == "or"))
            {
                LinksOf(filter, child, table);
            }
            else
            {
                Links(filter, table, links, isAggregate: false);
            }

            Filters(filter, child, table, links);
        }
    }

    private static ConditionExpression Condition(XElement element)
    {
        var condition = new ConditionExpression
        {
            EntityName = (string?)element.Attribute("entityname"),
            AttributeName = Required(element, "attribute"),
            Operator = Known(Operators, Required(element, "operator"), "operator"),
        };
        if ((string?)element.Attribute("valueof") is { } other)
        {
            condition.CompareColumns = true;
            condition.Values.Add(other);
        }
        else if ((string?)element.Attribute("value") is { } value)
        {
            condition.Values.Add(value);
        }

        foreach (var one in element.Elements("value"))
        {
            condition.Values.Add(one.Value);
        }

        return condition;
    }

    /// <summary>Links within a filter: whether rows behind them exist is one of its conditions.</summary>
    private static void LinksOf(XElement filter, FilterExpression target, string table)
    {
        foreach (var link in filter.Elements("link-entity"))
        {
            var read = Link(link, table, isAggregate: false);
            target.AddFilter(
                read.JoinOperator is JoinOperator.Any or JoinOperator.NotAny
                    ? FilterLinks.FilterOf(read)
                    : throw Invalid("a link-entity below an 'or' filter has to be of the type 'any' or 'not any'.")
            );
        }
    }

    private static void Links(XElement element, string from, ICollection<LinkEntity> target, bool isAggregate)
    {
        foreach (var link in element.Elements("link-entity"))
        {
            target.Add(Link(link, from, isAggregate));
        }
    }

    private static LinkEntity Link(XElement link, string from, bool isAggregate)
    {
        var to = Required(link, "name");
        var join = Known(Joins, (string?)link.Attribute("link-type") ?? "inner", "link type");
        var read = new LinkEntity(from, to, Required(link, "to"), Required(link, "from"), join)
        {
            EntityAlias = (string?)link.Attribute("alias"),
            Columns = Columns(link, isAggregate),
        };
        read.Orders.AddRange(Orders(link));
        Links(link, to, read.LinkEntities, isAggregate);
        Filters(link, read.LinkCriteria, to, read.LinkEntities);
        return read;
    }

    private static T Known<T>(Dictionary<string, T> names, string name, string what) =>
        names.TryGetValue(name, out var value)
            ? value
            : throw DataverseFault.InvalidArgument($"FetchXML {what} '{name}' is not supported by this organization.");

    private static string Required(XElement element, string name) =>
        (string?)element.Attribute(name) ?? throw Invalid($"the element '{element.Name}' needs the attribute '{name}'.");

    private static bool IsTrue(XElement element, string name) => (string?)element.Attribute(name) is "true" or "1";

    private static int? Number(XElement element, string name) =>
        (string?)element.Attribute(name) is not { } text ? null
        : int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number
        : throw Invalid($"'{text}' is no number for '{name}'.");

    private static Exception Invalid(string message) => DataverseFault.InvalidArgument("Invalid FetchXML: " + message);
}
