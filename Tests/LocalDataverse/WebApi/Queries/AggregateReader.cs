using LocalDataverse.Faults;
using LocalDataverse.Metadata;
using LocalDataverse.WebApi.Http;
using LocalDataverse.WebApi.Model;
using Microsoft.OData.UriParser;
using Microsoft.OData.UriParser.Aggregation;
using Microsoft.Xrm.Sdk.Query;

namespace LocalDataverse.WebApi.Queries;

/// <summary>
/// Turns <c>$apply</c> into an aggregate query: filters first, then one grouping or aggregation.
/// https://learn.microsoft.com/power-apps/developer/data-platform/webapi/query/aggregate-data
/// </summary>
internal sealed class AggregateReader
{
    private readonly QueryExpression query;
    private readonly FilterTranslation translation;
    private readonly TableModel table;
    private readonly Dictionary<string, string> groups = new(StringComparer.Ordinal);

    public AggregateReader(WebApiModel model, TableModel table)
    {
        this.table = table;
        query = new QueryExpression(table.LogicalName) { ColumnSet = new ColumnSet(false) };
        translation = new FilterTranslation(model, table, query.LinkEntities);
    }

    public QueryExpression Read(ApplyClause apply, OrderByClause? order)
    {
        var isEnded = false;
        foreach (var transformation in apply.Transformations)
        {
            if (isEnded)
            {
                throw Bad("Nothing can follow an aggregation or a grouping in $apply.");
            }

            isEnded = transformation is not FilterTransformationNode;
            Add(transformation);
        }

        if (!isEnded)
        {
            throw Bad("$apply has to group or to aggregate: rows are filtered by $filter.");
        }

        AddOrder(order);
        return query;
    }

    private void Add(TransformationNode transformation)
    {
        switch (transformation)
        {
            case FilterTransformationNode filter:
                query.Criteria.AddFilter(translation.Translate(filter.FilterClause.Expression));
                break;
            case GroupByTransformationNode { ChildTransformations: null or AggregateTransformationNode } grouping:
                AddGroups(grouping.GroupingProperties);
                AddAggregates(grouping.ChildTransformations as AggregateTransformationNode);
                break;
            case AggregateTransformationNode aggregation:
                AddAggregates(aggregation);
                break;
            default:
                throw Bad($"The transformation '{transformation.Kind}' is not supported in $apply.");
        }
    }

    private void AddGroups(IEnumerable<GroupByPropertyNode> properties)
    {
        foreach (var property in properties)
        {
            if (property.Expression is { } expression)
            {
                AddGroup(expression);
            }
            else
            {
                AddGroups(property.ChildTransformations);
            }
        }
    }

    private void AddGroup(SingleValueNode expression)
    {
        var (column, link) = translation.Column(expression);
        if (column.Type == ColumnType.DateTime)
        {
            throw Bad($"groupby with datetime values is not supported: '{column.Property}'.");
        }

        var owner = link is null ? null : translation.Link(link);
        var name = owner is null ? column.Property : $"{owner.LinkToEntityName}_{column.LogicalName}";
        groups[$"{link}.{column.LogicalName}"] = name;
        Add(owner?.Columns ?? query.ColumnSet, new XrmAttributeExpression(column.LogicalName, XrmAggregateType.None, name) { HasGroupBy = true });
    }

    private void AddAggregates(AggregateTransformationNode? aggregation)
    {
        foreach (var expression in aggregation?.AggregateExpressions ?? [])
        {
            Add(
                query.ColumnSet,
                expression is AggregateExpression known ? Aggregate(known) : throw Bad($"'{expression.Alias}' aggregates more than the columns of a row.")
            );
        }
    }

    private XrmAttributeExpression Aggregate(AggregateExpression expression)
    {
        if (expression.Method == AggregationMethod.VirtualPropertyCount)
        {
            return new XrmAttributeExpression(table.PrimaryId, XrmAggregateType.Count, expression.Alias);
        }

        var (column, link) = translation.Column(expression.Expression);
        return link is null
            ? new XrmAttributeExpression(column.LogicalName, FunctionOf(expression), expression.Alias)
            : throw Bad($"'{column.Property}' is a column of another table: it can be grouped by, not aggregated.");
    }

    private static XrmAggregateType FunctionOf(AggregateExpression expression) =>
        expression.Method switch
        {
            AggregationMethod.Sum => XrmAggregateType.Sum,
            AggregationMethod.Average => XrmAggregateType.Avg,
            AggregationMethod.Min => XrmAggregateType.Min,
            AggregationMethod.Max => XrmAggregateType.Max,
            _ => throw Bad($"The aggregation method '{expression.Method}' is not supported."),
        };

    private void AddOrder(OrderByClause? order)
    {
        for (var clause = order; clause is not null; clause = clause.ThenBy)
        {
            if (clause.Expression is SingleValueOpenPropertyAccessNode)
            {
                throw Bad("The query node SingleValueOpenPropertyAccess is not supported");
            }

            var (column, link) = translation.Column(clause.Expression);
            query.Orders.Add(
                new OrderExpression(
                    column.LogicalName,
                    clause.Direction == OrderByDirection.Descending ? OrderType.Descending : OrderType.Ascending,
                    groups.TryGetValue($"{link}.{column.LogicalName}", out var name) ? name : throw Bad($"'{column.Property}' is not grouped by.")
                )
            );
        }
    }

    private void Add(ColumnSet columns, XrmAttributeExpression expression)
    {
        if (query.ColumnSet.AttributeExpressions.Concat(query.LinkEntities.SelectMany(Deep)).Any(known => known.Alias == expression.Alias))
        {
            throw Bad($"The name '{expression.Alias}' stands for two results.");
        }

        columns.AttributeExpressions.Add(expression);
    }

    private static IEnumerable<XrmAttributeExpression> Deep(LinkEntity link) => link.Columns.AttributeExpressions.Concat(link.LinkEntities.SelectMany(Deep));

    private static WebApiException Bad(string message) => new(StatusCodes.Status400BadRequest, ErrorCode.BadPayload, message);
}
