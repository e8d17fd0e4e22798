using System.Globalization;
using System.Xml;
using System.Xml.Linq;
using LocalDataverse.Faults;
using Microsoft.Xrm.Sdk.Query;

namespace LocalDataverse.Queries;

/// <summary>FetchXML without aggregates, as a query expression.</summary>
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
        ["today"] = ConditionOperator.Today,
        ["eq-userid"] = ConditionOperator.EqualUserId,
        ["ne-userid"] = ConditionOperator.NotEqualUserId,
    };

    public static QueryExpression Parse(string? text)
    {
        XElement fetch;
        try
        {
            fetch = XElement.Parse(text ?? string.Empty);
        }
        catch (XmlException exception)
        {
            throw DataverseFault.InvalidArgument("Invalid FetchXML: " + exception.Message);
        }

        if ((string?)fetch.Attribute("aggregate") == "true")
        {
            throw DataverseFault.InvalidArgument("FetchXML aggregates are not supported by this organization.");
        }

        var entity = fetch.Element("entity") ?? throw DataverseFault.InvalidArgument("Invalid FetchXML: no entity element.");
        var query = new QueryExpression((string?)entity.Attribute("name"))
        {
            ColumnSet = Columns(entity),
            Distinct = (string?)fetch.Attribute("distinct") == "true",
            TopCount = (int?)fetch.Attribute("top"),
        };
        if (fetch.Attribute("count") is not null || fetch.Attribute("page") is not null)
        {
            query.PageInfo = new PagingInfo
            {
                Count = (int?)fetch.Attribute("count") ?? 0,
                PageNumber = (int?)fetch.Attribute("page") ?? 1,
                PagingCookie = (string?)fetch.Attribute("paging-cookie"),
            };
        }

        Filters(entity, query.Criteria);
        query.Orders.AddRange(Orders(entity));
        Links(entity, query.EntityName, query.LinkEntities);
        return query;
    }

    private static ColumnSet Columns(XElement element) =>
        element.Element("all-attributes") is not null
            ? new ColumnSet(true)
            : new ColumnSet([.. element.Elements("attribute").Select(attribute => (string)attribute.Attribute("name")!)]);

    private static IEnumerable<OrderExpression> Orders(XElement element) =>
        element
            .Elements("order")
            .Select(order => new OrderExpression(
                (string)order.Attribute("attribute")!,
                (string?)order.Attribute("descending") == "true" ? OrderType.Descending : OrderType.Ascending
            )
            {
                EntityName = (string?)order.Attribute("entityname"),
            });

    private static void Filters(XElement element, FilterExpression target)
    {
        foreach (var filter in element.Elements("filter"))
        {
            var child = target.AddFilter((string?)filter.Attribute("type") == "or" ? LogicalOperator.Or : LogicalOperator.And);
            foreach (var condition in filter.Elements("condition"))
            {
                child.Conditions.Add(Condition(condition));
            }

            Filters(filter, child);
        }
    }

    private static ConditionExpression Condition(XElement element)
    {
        var name = (string?)element.Attribute("operator") ?? string.Empty;
        if (!Operators.TryGetValue(name, out var wanted))
        {
            throw DataverseFault.InvalidArgument($"FetchXML operator '{name}' is not supported by this organization.");
        }

        var condition = new ConditionExpression
        {
            EntityName = (string?)element.Attribute("entityname"),
            AttributeName = (string?)element.Attribute("attribute"),
            Operator = wanted,
        };
        if ((string?)element.Attribute("value") is { } value)
        {
            condition.Values.Add(value);
        }

        foreach (var one in element.Elements("value"))
        {
            condition.Values.Add(one.Value);
        }

        return condition;
    }

    private static void Links(XElement element, string from, ICollection<LinkEntity> target)
    {
        foreach (var link in element.Elements("link-entity"))
        {
            var type = (string?)link.Attribute("link-type") ?? "inner";
            var join = type switch
            {
                "inner" => JoinOperator.Inner,
                "outer" => JoinOperator.LeftOuter,
                "exists" => JoinOperator.Exists,
                "in" => JoinOperator.In,
                "any" => JoinOperator.Any,
                "not any" => JoinOperator.NotAny,
                _ => throw DataverseFault.InvalidArgument(
                    string.Format(CultureInfo.InvariantCulture, "FetchXML link type '{0}' is not supported by this organization.", type)
                ),
            };
            var to = (string)link.Attribute("name")!;
            var child = new LinkEntity(from, to, (string)link.Attribute("to")!, (string)link.Attribute("from")!, join)
            {
                EntityAlias = (string?)link.Attribute("alias"),
                Columns = Columns(link),
            };
            Filters(link, child.LinkCriteria);
            child.Orders.AddRange(Orders(link));
            Links(link, to, child.LinkEntities);
            target.Add(child);
        }
    }
}
