using System.Collections;
using System.Globalization;
using System.Xml.Linq;
using Microsoft.Xrm.Sdk;
using Microsoft.Xrm.Sdk.Query;

namespace LocalDataverse.Tests.OverHttp;

/// <summary>Query expressions as FetchXML, which is how the Web API takes them.</summary>
internal static class FetchWriter
{
    private static readonly Dictionary<ConditionOperator, string> Operators = new()
    {
        [ConditionOperator.Equal] = "eq",
        [ConditionOperator.NotEqual] = "ne",
        [ConditionOperator.GreaterThan] = "gt",
        [ConditionOperator.GreaterEqual] = "ge",
        [ConditionOperator.LessThan] = "lt",
        [ConditionOperator.LessEqual] = "le",
        [ConditionOperator.Like] = "like",
        [ConditionOperator.NotLike] = "not-like",
        [ConditionOperator.In] = "in",
        [ConditionOperator.NotIn] = "not-in",
        [ConditionOperator.Between] = "between",
        [ConditionOperator.Null] = "null",
        [ConditionOperator.NotNull] = "not-null",
        [ConditionOperator.BeginsWith] = "begins-with",
        [ConditionOperator.EndsWith] = "ends-with",
        [ConditionOperator.Contains] = "like",
        [ConditionOperator.Yesterday] = "yesterday",
        [ConditionOperator.LastXDays] = "last-x-days",
        [ConditionOperator.On] = "on",
        [ConditionOperator.OnOrAfter] = "on-or-after",
        [ConditionOperator.ContainValues] = "contain-values",
        [ConditionOperator.EqualUserId] = "eq-userid",
    };

    public static XElement Of(QueryExpression query) =>
        new(
            "fetch",
            query.Distinct ? new XAttribute("distinct", true) : null,
            query.TopCount is { } top ? new XAttribute("top", top) : null,
            query.TopCount is null && query.PageInfo is { Count: > 0 } paging ? Paging(paging) : null,
            new XElement(
                "entity",
                new XAttribute("name", query.EntityName),
                Columns(query.ColumnSet),
                Orders(query.Orders),
                Filter(query.Criteria),
                Links(query.LinkEntities)
            )
        );

    public static QueryExpression Expression(QueryByAttribute query)
    {
        var expression = new QueryExpression(query.EntityName) { ColumnSet = query.ColumnSet };
        foreach (var (column, value) in query.Attributes.Zip(query.Values))
        {
            expression.Criteria.AddCondition(column, ConditionOperator.Equal, value);
        }

        return expression;
    }

    private static IEnumerable<XAttribute> Paging(PagingInfo paging)
    {
        yield return new XAttribute("count", paging.Count);
        yield return new XAttribute("page", paging.PageNumber);
        if (paging.PagingCookie is { } cookie)
        {
            yield return new XAttribute("paging-cookie", cookie);
        }

        if (paging.ReturnTotalRecordCount)
        {
            yield return new XAttribute("returntotalrecordcount", true);
        }
    }

    private static IEnumerable<XElement> Columns(ColumnSet columns) =>
        columns.AllColumns ? [new XElement("all-attributes")] : columns.Columns.Select(name => new XElement("attribute", new XAttribute("name", name)));

    private static IEnumerable<XElement> Orders(IEnumerable<OrderExpression> orders) =>
        orders.Select(order => new XElement(
            "order",
            new XAttribute("attribute", order.AttributeName),
            new XAttribute("descending", order.OrderType == OrderType.Descending),
            order.EntityName is null ? null : new XAttribute("entityname", order.EntityName)
        ));

    private static XElement? Filter(FilterExpression filter) =>
        filter.Conditions.Count + filter.Filters.Count == 0
            ? null
            : new XElement(
                "filter",
                new XAttribute("type", filter.FilterOperator == LogicalOperator.Or ? "or" : "and"),
                filter.Conditions.Select(Condition),
                filter.Filters.Select(Filter)
            );

    private static XElement Condition(ConditionExpression condition)
    {
        var element = new XElement(
            "condition",
            new XAttribute("attribute", condition.AttributeName),
            new XAttribute("operator", Operators[condition.Operator])
        );
        if (!string.IsNullOrEmpty(condition.EntityName))
        {
            element.Add(new XAttribute("entityname", condition.EntityName));
        }

        var values = condition.Values.SelectMany(value => value is IEnumerable many and not string ? many.Cast<object>() : [value]).Select(Text).ToList();
        var takesMany = condition.Operator is ConditionOperator.In or ConditionOperator.NotIn or ConditionOperator.Between or ConditionOperator.ContainValues;
        element.Add(
            condition.CompareColumns ? new XAttribute("valueof", values[0])
            : takesMany ? values.Select(value => new XElement("value", value))
            : values.Count == 0 ? null
            : new XAttribute("value", condition.Operator == ConditionOperator.Contains ? $"%{values[0]}%" : values[0])
        );
        return element;
    }

    private static IEnumerable<XElement> Links(IEnumerable<LinkEntity> links) =>
        links.Select(link => new XElement(
            "link-entity",
            new XAttribute("name", link.LinkToEntityName),
            new XAttribute("from", link.LinkToAttributeName),
            new XAttribute("to", link.LinkFromAttributeName),
            new XAttribute("link-type", link.JoinOperator == JoinOperator.LeftOuter ? "outer" : "inner"),
            link.EntityAlias is null ? null : new XAttribute("alias", link.EntityAlias),
            Columns(link.Columns),
            Orders(link.Orders),
            Filter(link.LinkCriteria),
            Links(link.LinkEntities)
        ));

    private static string Text(object value) =>
        value switch
        {
            EntityReference reference => reference.Id.ToString("d"),
            OptionSetValue choice => choice.Value.ToString(CultureInfo.InvariantCulture),
            Money money => money.Value.ToString(CultureInfo.InvariantCulture),
            DateTime moment => moment.ToString("o", CultureInfo.InvariantCulture),
            _ => Convert.ToString(value, CultureInfo.InvariantCulture)!,
        };
}
