using LocalDataverse.Faults;
using LocalDataverse.WebApi.Http;
using LocalDataverse.WebApi.Model;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.OData;
using Microsoft.OData.Edm;
using Microsoft.OData.UriParser;
using Microsoft.Xrm.Sdk.Query;

namespace LocalDataverse.WebApi.Queries;

/// <summary>Reads the query options of an address into what is read and how it is written.</summary>
internal sealed class QueryReader
{
    private static readonly HashSet<string> Known = new(StringComparer.Ordinal)
    {
        "$select",
        "$filter",
        "$orderby",
        "$top",
        "$count",
        "$expand",
        "$skiptoken",
        "$deltatoken",
        "$apply",
        "$skip",
        "$search",
        "fetchXml",
        "savedQuery",
        "userQuery",
        "tag",
    };

    private readonly WebApiModel model;
    private readonly TableModel table;
    private readonly Dictionary<string, string> options = new(StringComparer.Ordinal);

    public QueryReader(WebApiModel model, TableModel table, string query)
    {
        this.model = model;
        this.table = table;
        if (query.Length == 0)
        {
            return;
        }

        var given = QueryHelpers.ParseQuery(query);
        var aliases = ParameterAliases.Of(given);
        foreach (var (name, value) in given.Where(option => !option.Key.StartsWith('@')))
        {
            if (name.StartsWith('$') && !Known.Contains(name))
            {
                throw Bad($"The query parameter {name} is not supported.");
            }

            options[name] = ParameterAliases.Substitute(value.ToString(), aliases);
        }

        if (options.ContainsKey("$skip"))
        {
            throw Bad("Skip Clause is not supported in CRM");
        }

        if (options.ContainsKey("$search"))
        {
            throw new WebApiException(StatusCodes.Status501NotImplemented, ErrorCode.NotImplemented, "The query parameter $search is not implemented here.");
        }
    }

    public string? Option(string name) => options.GetValueOrDefault(name);

    public IEnumerable<string> Names => options.Keys;

    /// <summary>Columns and expansions.</summary>
    public RowPlan Plan() =>
        Guarded(() =>
        {
            if (!options.ContainsKey("$select") && !options.ContainsKey("$expand"))
            {
                return new RowPlan(table, null);
            }

            return Plan(table, Parser().ParseSelectAndExpand());
        });

    public int? Top() => Guarded(() => Parser().ParseTop() is { } top ? (int?)checked((int)top) : null);

    public bool Count() => Guarded(() => options.ContainsKey("$count") && Parser().ParseCount() == true);

    /// <summary>What <c>$apply</c> makes of the rows; null: the rows themselves are asked for.</summary>
    public QueryExpression? Aggregates() =>
        Guarded(() =>
        {
            var parser = Parser();
            return options.ContainsKey("$apply")
                ? new AggregateReader(model, table).Read(parser.ParseApply(), options.ContainsKey("$orderby") ? parser.ParseOrderBy() : null)
                : null;
        });

    /// <summary>Adds conditions and order; the primary key ends every order, so that pages never overlap.</summary>
    public void Restrict(QueryExpression query) =>
        Guarded(() =>
        {
            var parser = Parser();
            Restrict(
                query,
                table,
                options.ContainsKey("$filter") ? parser.ParseFilter() : null,
                options.ContainsKey("$orderby") ? parser.ParseOrderBy() : null
            );
            return true;
        });

    private void Restrict(QueryExpression query, TableModel owner, FilterClause? filter, OrderByClause? order)
    {
        var translation = new FilterTranslation(model, owner, query.LinkEntities);
        if (filter is not null)
        {
            query.Criteria = translation.Translate(filter.Expression);
        }

        for (var clause = order; clause is not null; clause = clause.ThenBy)
        {
            var (column, alias) = translation.Column(clause.Expression);
            var direction = clause.Direction == OrderByDirection.Descending ? OrderType.Descending : OrderType.Ascending;
            if (alias is null)
            {
                query.AddOrder(column.LogicalName, direction);
            }
            else
            {
                query.Orders.Add(new OrderExpression(column.LogicalName, direction, null!, alias));
            }
        }

        if (!query.Orders.Any(known => known.AttributeName == owner.PrimaryId && string.IsNullOrEmpty(known.EntityName)))
        {
            query.AddOrder(owner.PrimaryId, OrderType.Ascending);
        }
    }

    private RowPlan Plan(TableModel owner, SelectExpandClause? clause)
    {
        if (clause is null)
        {
            return new RowPlan(owner, null);
        }

        List<ColumnModel> columns = [];
        List<ExpandPlan> expands = [];
        foreach (var item in clause.SelectedItems)
        {
            switch (item)
            {
                case PathSelectItem { SelectedPath.FirstSegment: PropertySegment property }:
                    columns.Add(owner.ByProperty[property.Property.Name]);
                    break;
                case ExpandedNavigationSelectItem expand when expand.PathToNavigationProperty.FirstSegment is NavigationPropertySegment step:
                    expands.Add(Expand(owner, step.NavigationProperty, expand));
                    break;
                case WildcardSelectItem or PathSelectItem { SelectedPath.FirstSegment: NavigationPropertySegment }:
                    break;
                default:
                    throw Bad("Only columns can be selected and only navigation properties expanded.");
            }
        }

        return new RowPlan(owner, clause.AllSelected || columns.Count == 0 ? null : columns, expands);
    }

    private ExpandPlan Expand(TableModel owner, IEdmNavigationProperty property, ExpandedNavigationSelectItem item)
    {
        if (owner.Navigations.TryGetValue(property.Name, out var navigation))
        {
            return new ExpandPlan(
                property.Name,
                navigation.Targets.ToDictionary(
                    target => target,
                    target =>
                        navigation.Targets.Count == 1
                            ? Plan(model.Table(target)!, item.SelectAndExpand)
                            : Polymorphic(model.Table(target)!, item.SelectAndExpand)
                )
            )
            {
                Navigation = navigation,
            };
        }

        if (!owner.Collections.TryGetValue(property.Name, out var relationship))
        {
            throw new WebApiException(
                StatusCodes.Status501NotImplemented,
                ErrorCode.NotImplemented,
                $"Expanding the many-to-many relationship '{property.Name}' is not implemented here: read it by its own address."
            );
        }

        var child = model.Table(relationship.ReferencingTable)!;
        return new ExpandPlan(property.Name, new Dictionary<string, RowPlan> { [child.LogicalName] = Plan(child, item.SelectAndExpand) })
        {
            Relationship = relationship,
            Restrict = query => Restrict(query, child, item.FilterOption, item.OrderByOption),
            Top = item.TopOption is { } top ? checked((int)top) : null,
        };
    }

    // An owner is a user or a team: a column that only one of the two has is left out of the other.
    private static RowPlan Polymorphic(TableModel target, SelectExpandClause? clause)
    {
        var names = clause?.SelectedItems.OfType<PathSelectItem>().Select(item => item.SelectedPath.FirstSegment.Identifier).ToList();
        return new RowPlan(
            target,
            names is null || names.Count == 0 ? null : names.Where(target.ByProperty.ContainsKey).Select(name => target.ByProperty[name])
        );
    }

    private ODataQueryOptionParser Parser() => new(model.Edm, table.Type, table.Set, options) { Resolver = model.Resolver };

    private static T Guarded<T>(Func<T> read)
    {
        try
        {
            return read();
        }
        catch (Exception error) when (error is ODataException or FormatException or OverflowException)
        {
            throw Bad(error.Message, error);
        }
    }

    private static WebApiException Bad(string message, Exception? inner = null) => new(StatusCodes.Status400BadRequest, ErrorCode.BadPayload, message, inner!);
}
