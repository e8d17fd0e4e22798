using System.Globalization;
using LocalDataverse.Faults;
using LocalDataverse.Metadata;
using LocalDataverse.Queries;
using LocalDataverse.WebApi.Http;
using LocalDataverse.WebApi.Model;
using Microsoft.OData.UriParser;
using Microsoft.Xrm.Sdk.Query;

namespace LocalDataverse.WebApi.Queries;

/// <summary>Turns a parsed <c>$filter</c> into the conditions of a query; columns of related rows become outer joins.</summary>
/// <param name="joined">Where the joins go to.</param>
/// <param name="variable">The name that a lambda gives its rows; null: the rows are those of the query.</param>
internal sealed class FilterTranslation(WebApiModel model, TableModel table, ICollection<LinkEntity> joined, string? variable = null)
{
    private readonly Dictionary<string, LinkEntity> links = new(StringComparer.Ordinal);

    public FilterExpression Translate(SingleValueNode node)
    {
        var filter = new FilterExpression(LogicalOperator.And);
        Add(filter, node, negated: false);
        return filter;
    }

    /// <summary>The column that an ordering or a condition names, and the alias of the join it lies behind.</summary>
    public (ColumnModel Column, string? Alias) Column(SingleValueNode node)
    {
        if (Strip(node) is not SingleValuePropertyAccessNode access)
        {
            throw Unsupported("The left side of a condition and an order have to be a column.");
        }

        var (owner, alias) = Source(access.Source);
        return owner.ByProperty.TryGetValue(access.Property.Name, out var column)
            ? (column, alias)
            : throw Unsupported($"'{access.Property.Name}' is no column of '{owner.LogicalName}'.");
    }

    /// <summary>The join that a column lies behind.</summary>
    public LinkEntity Link(string alias) => links.Values.Single(known => known.EntityAlias == alias);

    private void Add(FilterExpression parent, SingleValueNode node, bool negated)
    {
        switch (Strip(node))
        {
            case UnaryOperatorNode { OperatorKind: UnaryOperatorKind.Not } not:
                Add(parent, not.Operand, !negated);
                break;
            case BinaryOperatorNode { OperatorKind: BinaryOperatorKind.And or BinaryOperatorKind.Or } logical:
                var both = (logical.OperatorKind == BinaryOperatorKind.And) != negated;
                var target = parent;
                if ((parent.FilterOperator == LogicalOperator.And) != both)
                {
                    target = new FilterExpression(both ? LogicalOperator.And : LogicalOperator.Or);
                    parent.AddFilter(target);
                }

                Add(target, logical.Left, negated);
                Add(target, logical.Right, negated);
                break;
            case BinaryOperatorNode comparison:
                AddComparison(parent, comparison, negated);
                break;
            case InNode { Right: CollectionConstantNode values } membership:
                AddMembership(parent, Column(membership.Left), [.. values.Collection.Select(value => value.Value)], negated);
                break;
            case SingleValueFunctionCallNode call:
                AddFunction(parent, call, negated);
                break;
            case LambdaNode lambda:
                parent.AddFilter(Existence(lambda, negated));
                break;
            case SingleResourceFunctionCallNode or SingleValuePropertyAccessNode:
                var (flag, alias) = Column(node);
                parent.AddCondition(Condition(alias, flag, ConditionOperator.Equal, !negated));
                break;
            case ConstantNode { Value: bool constant }:
                parent.AddCondition(
                    Condition(null, table.ByLogicalName[table.PrimaryId], constant != negated ? ConditionOperator.NotNull : ConditionOperator.Null)
                );
                break;
            default:
                throw Unsupported($"A filter of the kind '{node.Kind}' is not supported.");
        }
    }

    /// <summary>All rows of a collection match where there is none that does not.</summary>
    private FilterExpression Existence(LambdaNode lambda, bool negated)
    {
        if (lambda.Source is not CollectionNavigationNode { Source: ResourceRangeVariableReferenceNode owner } collection)
        {
            throw Unsupported($"'{lambda.Kind}' stands behind a collection of the row itself, not behind one of a lookup.");
        }

        DemandOwn(owner);
        var isAll = lambda is AllNode;
        var (link, inner, target) = Collection(collection.NavigationProperty.Name);
        link.JoinOperator = isAll == negated ? JoinOperator.Any : JoinOperator.NotAny;
        var translation = new FilterTranslation(model, target, inner.LinkEntities, lambda.CurrentRangeVariable?.Name ?? "");
        translation.Add(inner.LinkCriteria, lambda.Body, negated: isAll);
        return FilterLinks.FilterOf(link);
    }

    /// <returns>The link from this table, the one that leads to the rows of the collection (often the same), and their table.</returns>
    private (LinkEntity Link, LinkEntity Inner, TableModel Target) Collection(string name)
    {
        if (table.Collections.TryGetValue(name, out var relationship))
        {
            var rows = model.Table(relationship.ReferencingTable)!;
            var link = new LinkEntity(table.LogicalName, rows.LogicalName, table.PrimaryId, relationship.ReferencingColumn, JoinOperator.Any);
            return (link, link, rows);
        }

        var side = ManyToManySide.Of(model, table, table.ManyToMany[name]);
        var intersect = new LinkEntity(table.LogicalName, side.IntersectTable, table.PrimaryId, side.OwnColumn, JoinOperator.Any);
        var inner = new LinkEntity(side.IntersectTable, side.Other.LogicalName, side.OtherColumn, side.Other.PrimaryId, JoinOperator.Inner);
        intersect.LinkEntities.Add(inner);
        return (intersect, inner, side.Other);
    }

    private void DemandOwn(ResourceRangeVariableReferenceNode row)
    {
        if (variable is not null && row.Name != variable)
        {
            throw Unsupported($"A condition on the rows '{variable}' cannot name '{row.Name}' as well.");
        }
    }

    private void AddComparison(FilterExpression parent, BinaryOperatorNode comparison, bool negated)
    {
        var (left, right, kind) =
            Strip(comparison.Left) is ConstantNode && Strip(comparison.Right) is not ConstantNode
                ? (comparison.Right, comparison.Left, Mirrored(comparison.OperatorKind))
                : (comparison.Left, comparison.Right, comparison.OperatorKind);
        if (
            Strip(left) is SingleValueFunctionCallNode call
            && Strip(right) is ConstantNode { Value: bool expected }
            && kind is BinaryOperatorKind.Equal or BinaryOperatorKind.NotEqual
        )
        {
            Add(parent, call, negated != (expected != (kind == BinaryOperatorKind.Equal)));
            return;
        }

        var (column, alias) = Column(left);
        var @operator = Operator(kind, negated);
        if (Strip(right) is SingleValuePropertyAccessNode)
        {
            var (other, otherAlias) = Column(right);
            if (alias is not null || otherAlias is not null)
            {
                throw Unsupported("Two columns can be compared only where both belong to the table that is queried.");
            }

            parent.AddCondition(column.LogicalName, @operator, true, other.LogicalName);
            return;
        }

        if (Strip(right) is not ConstantNode constant)
        {
            throw Unsupported("The right side of a condition has to be a value.");
        }

        if (constant.Value is null)
        {
            parent.AddCondition(
                Condition(
                    alias,
                    column,
                    @operator switch
                    {
                        ConditionOperator.Equal => ConditionOperator.Null,
                        ConditionOperator.NotEqual => ConditionOperator.NotNull,
                        _ => throw Unsupported("Null can be compared only by 'eq' and 'ne'."),
                    }
                )
            );
            return;
        }

        var condition = Condition(alias, column, @operator, Value(column, constant.Value));
        if (@operator == ConditionOperator.NotEqual)
        {
            // OData counts null as different from every value; the query operator alone would drop such rows.
            var either = new FilterExpression(LogicalOperator.Or);
            either.AddCondition(condition);
            either.AddCondition(Condition(alias, column, ConditionOperator.Null));
            parent.AddFilter(either);
            return;
        }

        parent.AddCondition(condition);
    }

    private void AddMembership(FilterExpression parent, (ColumnModel Column, string? Alias) left, List<object?> values, bool negated) =>
        parent.AddCondition(
            Condition(
                left.Alias,
                left.Column,
                negated ? ConditionOperator.NotIn : ConditionOperator.In,
                [.. values.Select(value => Value(left.Column, value ?? throw Unsupported("A list of values holds no null.")))]
            )
        );

    private void AddFunction(FilterExpression parent, SingleValueFunctionCallNode call, bool negated)
    {
        var arguments = call.Parameters.ToList();
        switch (call.Name)
        {
            case "contains" or "startswith" or "endswith":
                var (column, alias) = Column((SingleValueNode)arguments[0]);
                if (!column.Metadata.IsText || Strip((SingleValueNode)arguments[1]) is not ConstantNode { Value: string text })
                {
                    throw Unsupported($"'{call.Name}' takes a text column and a text.");
                }

                var pattern = Escape(text);
                pattern = call.Name switch
                {
                    "contains" => $"%{pattern}%",
                    "startswith" => $"{pattern}%",
                    _ => $"%{pattern}",
                };
                parent.AddCondition(Condition(alias, column, negated ? ConditionOperator.NotLike : ConditionOperator.Like, pattern));
                break;
            case WebApiModel.Namespace + ".In" or WebApiModel.Namespace + ".NotIn":
                var named = Named(arguments);
                AddMembership(
                    parent,
                    (Member(named), null),
                    Values(named[QueryFunction.Many]),
                    negated != call.Name.EndsWith(".NotIn", StringComparison.Ordinal)
                );
                break;
            case { } name when QueryFunction.All.FirstOrDefault(known => $"{WebApiModel.Namespace}.{known.Name}" == name) is { } function:
                parent.AddCondition(negated ? throw Unsupported($"'not' before '{name}' is not supported.") : Condition(function, Named(arguments)));
                break;
            default:
                throw Unsupported($"The function '{call.Name}' is not supported in a filter.");
        }
    }

    private static Dictionary<string, QueryNode> Named(List<QueryNode> arguments) =>
        arguments.OfType<NamedFunctionParameterNode>().ToDictionary(argument => argument.Name, argument => argument.Value);

    private ColumnModel Member(Dictionary<string, QueryNode> named)
    {
        var property = (Strip((SingleValueNode)named["PropertyName"]) as ConstantNode)?.Value as string ?? "";
        return table.ByProperty.TryGetValue(property, out var member) || table.ByLogicalName.TryGetValue(property, out member)
            ? member
            : throw Unsupported($"'{property}' is no column of '{table.LogicalName}'.");
    }

    private ConditionExpression Condition(QueryFunction function, Dictionary<string, QueryNode> named) =>
        Condition(
            null,
            Member(named),
            function.Operator,
            function.Parameter switch
            {
                null => [],
                QueryFunction.Many => [.. Values(named[QueryFunction.Many]).OfType<object>()],
                var one => Strip((SingleValueNode)named[one]) is ConstantNode { Value: { } value }
                    ? [value]
                    : throw Unsupported($"'{function.Name}' takes a value as '{one}'."),
            }
        );

    private static List<object?> Values(QueryNode node) =>
        node switch
        {
            CollectionConstantNode constants => [.. constants.Collection.Select(constant => constant.Value)],
            ConvertNode convert => Values(convert.Source),
            ConstantNode { Value: Microsoft.OData.ODataCollectionValue collection } => [.. collection.Items],
            _ => throw Unsupported("PropertyValues has to be a list of texts."),
        };

    private (TableModel Owner, string? Alias) Source(QueryNode? source)
    {
        if (source is not SingleNavigationNode step)
        {
            if (source is ResourceRangeVariableReferenceNode row)
            {
                DemandOwn(row);
            }

            return (table, null);
        }

        var (owner, ownerAlias) = Source(step.Source);
        var navigation = owner.Navigations[step.NavigationProperty.Name];
        if (navigation.Targets.Count != 1)
        {
            throw Unsupported($"'{navigation.Name}' leads to several tables and cannot be filtered through.");
        }

        var target = model.Table(navigation.Targets[0])!;
        var path = ownerAlias + "/" + navigation.Name;
        if (!links.TryGetValue(path, out var link))
        {
            link = new LinkEntity(owner.LogicalName, target.LogicalName, navigation.Column.LogicalName, target.PrimaryId, JoinOperator.LeftOuter)
            {
                EntityAlias = $"link{links.Count}",
                Columns = new ColumnSet(false),
            };
            links[path] = link;
            if (ownerAlias is null)
            {
                joined.Add(link);
            }
            else
            {
                Link(ownerAlias).LinkEntities.Add(link);
            }
        }

        return (target, link.EntityAlias);
    }

    private static ConditionExpression Condition(string? alias, ColumnModel column, ConditionOperator @operator, params object[] values) =>
        alias is null ? new ConditionExpression(column.LogicalName, @operator, values) : new ConditionExpression(alias, column.LogicalName, @operator, values);

    private static ConditionOperator Operator(BinaryOperatorKind kind, bool negated) =>
        (kind, negated) switch
        {
            (BinaryOperatorKind.Equal, false) or (BinaryOperatorKind.NotEqual, true) => ConditionOperator.Equal,
            (BinaryOperatorKind.NotEqual, false) or (BinaryOperatorKind.Equal, true) => ConditionOperator.NotEqual,
            (BinaryOperatorKind.GreaterThan, false) or (BinaryOperatorKind.LessThanOrEqual, true) => ConditionOperator.GreaterThan,
            (BinaryOperatorKind.GreaterThanOrEqual, false) or (BinaryOperatorKind.LessThan, true) => ConditionOperator.GreaterEqual,
            (BinaryOperatorKind.LessThan, false) or (BinaryOperatorKind.GreaterThanOrEqual, true) => ConditionOperator.LessThan,
            (BinaryOperatorKind.LessThanOrEqual, false) or (BinaryOperatorKind.GreaterThan, true) => ConditionOperator.LessEqual,
            _ => throw Unsupported($"The operator '{kind}' is not supported in a filter."),
        };

    private static BinaryOperatorKind Mirrored(BinaryOperatorKind kind) =>
        kind switch
        {
            BinaryOperatorKind.GreaterThan => BinaryOperatorKind.LessThan,
            BinaryOperatorKind.GreaterThanOrEqual => BinaryOperatorKind.LessThanOrEqual,
            BinaryOperatorKind.LessThan => BinaryOperatorKind.GreaterThan,
            BinaryOperatorKind.LessThanOrEqual => BinaryOperatorKind.GreaterThanOrEqual,
            _ => kind,
        };

    private static object Value(ColumnModel column, object value) =>
        column.Type switch
        {
            ColumnType.Decimal or ColumnType.Money => Convert.ToDecimal(value, CultureInfo.InvariantCulture),
            ColumnType.Double => Convert.ToDouble(value, CultureInfo.InvariantCulture),
            ColumnType.BigInt => Convert.ToInt64(value, CultureInfo.InvariantCulture),
            ColumnType.Integer or ColumnType.Picklist or ColumnType.State or ColumnType.Status => Convert.ToInt32(value, CultureInfo.InvariantCulture),
            ColumnType.Uniqueidentifier or ColumnType.Lookup or ColumnType.Owner or ColumnType.Customer => value is Guid id
                ? id
                : Guid.Parse(Convert.ToString(value, CultureInfo.InvariantCulture)!),
            ColumnType.DateTime => value switch
            {
                DateTimeOffset instant => instant.UtcDateTime,
                DateOnly date => date.ToDateTime(TimeOnly.MinValue, DateTimeKind.Utc),
                _ => DateTimeOffset.Parse(value.ToString()!, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal).UtcDateTime,
            },
            ColumnType.Boolean => value is bool flag ? flag : bool.Parse(value.ToString()!),
            _ => value.ToString()!,
        };

    private static SingleValueNode Strip(SingleValueNode node)
    {
        while (node is ConvertNode convert)
        {
            node = convert.Source;
        }

        return node;
    }

    // In a pattern of the platform, %, _ and [ are wildcards; brackets make them plain characters.
    private static string Escape(string text) =>
        text.Replace("[", "[[]", StringComparison.Ordinal).Replace("%", "[%]", StringComparison.Ordinal).Replace("_", "[_]", StringComparison.Ordinal);

    private static WebApiException Unsupported(string message) => new(StatusCodes.Status400BadRequest, ErrorCode.BadPayload, message);
}
