using System.Globalization;
using System.Text.Json.Nodes;
using LocalDataverse.Faults;
using LocalDataverse.Metadata;
using LocalDataverse.Security;
using LocalDataverse.WebApi.Http;
using LocalDataverse.WebApi.Model;
using LocalDataverse.WebApi.Security;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.OData;
using Microsoft.OData.Edm;
using Microsoft.OData.UriParser;

namespace LocalDataverse.WebApi.Definitions;

/// <summary>Answers the sets of definitions and what lies below them.</summary>
internal sealed class DefinitionReads(Session session)
{
    public const string Tables = "EntityDefinitions";
    public const string Choices = "GlobalOptionSetDefinitions";
    public const string Relationships = "RelationshipDefinitions";
    private const string TypeName = "@odata.type";
    private static readonly Uri Root = new("http://organization/");
    private readonly OrganizationMetadata organization = session.Model.Metadata;

    public static bool Covers(string path) =>
        path.StartsWith(Tables, StringComparison.Ordinal)
        || path.StartsWith(Choices, StringComparison.Ordinal)
        || path.StartsWith(Relationships, StringComparison.Ordinal);

    public WebApiResponse Read(WebApiRequest request)
    {
        try
        {
            return Answer(request);
        }
        catch (ODataException error)
        {
            throw new WebApiException(StatusCodes.Status400BadRequest, ErrorCode.BadPayload, error.Message, error);
        }
    }

    private WebApiResponse Answer(WebApiRequest request)
    {
        var model = MetadataModel.Instance.Edm;
        var given = QueryHelpers.ParseQuery(request.Query).Where(option => option.Key.StartsWith('$'));
        var query = string.Join('&', given.Select(option => $"{option.Key}={Uri.EscapeDataString(option.Value.ToString())}"));
        var parser = new ODataUriParser(model, Root, new Uri(Root, query.Length == 0 ? request.Path : $"{request.Path}?{query}"))
        {
            Resolver = new AlternateKeysODataUriResolver(model),
        };
        var path = parser.ParsePath();
        var found = Find(path, out var single);
        if (parser.ParseFilter() is { } filter)
        {
            // https://learn.microsoft.com/power-apps/developer/data-platform/webapi/query-metadata-web-api#querying-global-optionsets
            found =
                path.FirstSegment.Identifier == Choices
                    ? throw new WebApiException(StatusCodes.Status400BadRequest, ErrorCode.BadPayload, "The query parameter $filter is not supported.")
                    : found.FindAll(node => DefinitionFilter.Holds(filter.Expression, node.Content));
        }

        var selection = parser.ParseSelectAndExpand();
        var context = $"{session.ServiceRoot}$metadata#{Described(request, path, selection)}{(single ? "/$entity" : "")}";
        var answer = single
            ? new JsonObject([KeyValuePair.Create("@odata.context", (JsonNode?)context), .. Shaped(found[0], selection)])
            : new JsonObject { ["@odata.context"] = context, ["value"] = new JsonArray([.. found.Select(node => Object(node, selection))]) };
        return WebApiResponse.Json(StatusCodes.Status200OK, writer => answer.WriteTo(writer));
    }

    private List<DefinitionNode> Find(ODataPath path, out bool single)
    {
        List<DefinitionNode> found = [];
        single = false;
        foreach (var segment in path)
        {
            switch (segment)
            {
                case EntitySetSegment set:
                    found = All(set.EntitySet.Name);
                    break;
                case KeySegment key:
                    found = [OfKey(found, key)];
                    single = true;
                    break;
                case NavigationPropertySegment step:
                    Demand(step.NavigationProperty.Name);
                    found = [.. found.SelectMany(node => node.Beneath(step.NavigationProperty.Name))];
                    single = step.NavigationProperty.Name is "OptionSet" or "GlobalOptionSet";
                    break;
                case TypeSegment type:
                    found = OfType(found, type, single);
                    break;
                default:
                    throw new WebApiException(
                        StatusCodes.Status404NotFound,
                        ErrorCode.ResourceNotFound,
                        $"Resource not found for the segment '{segment.Identifier}'."
                    );
            }
        }

        return found;
    }

    private List<DefinitionNode> All(string set)
    {
        session.DemandPrivilege(
            set switch
            {
                Choices => MetadataPrivileges.Choices,
                Relationships => MetadataPrivileges.Relationships,
                _ => MetadataPrivileges.Tables,
            }
        );
        return set switch
        {
            Choices => [.. GlobalChoices()],
            Relationships =>
            [
                .. organization
                    .Relationships.Select(relationship => Typed("OneToManyRelationshipMetadata", TableDefinition.Relationship(relationship, organization)))
                    .Concat(
                        organization.ManyToManyRelationships.Select(relationship =>
                            Typed("ManyToManyRelationshipMetadata", TableDefinition.ManyToMany(relationship))
                        )
                    )
                    .OrderBy(node => node.Content["SchemaName"]!.GetValue<string>(), StringComparer.Ordinal),
            ],
            _ => [.. organization.Tables.Select(Table)],
        };
    }

    private IEnumerable<DefinitionNode> GlobalChoices() =>
        organization
            .Tables.SelectMany(table => table.Columns.Values.Where(column => column.Choice is not null).Select(column => (table, column)))
            .DistinctBy(owned => owned.column.Choice)
            .OrderBy(owned => owned.column.Choice, StringComparer.Ordinal)
            .Select(owned => Typed("OptionSetMetadata", TableDefinition.OptionSet(owned.table, owned.column)));

    /// <summary>A definition in a set of several types says which it is of.</summary>
    private static DefinitionNode Typed(string type, JsonObject content)
    {
        content.Insert(0, TypeName, $"#{WebApiModel.Namespace}.{type}");
        return DefinitionNode.Leaf(content);
    }

    private static DefinitionNode OfKey(List<DefinitionNode> found, KeySegment key)
    {
        var (name, value) = key.Keys.Single();
        return found.Find(node =>
                string.Equals(node.Content[name]?.GetValue<string>(), Convert.ToString(value, CultureInfo.InvariantCulture), StringComparison.OrdinalIgnoreCase)
            )
            ?? throw (
                key.NavigationSource?.Name is Choices or Relationships
                    ? new WebApiException(
                        StatusCodes.Status404NotFound,
                        ErrorCode.ObjectDoesNotExist,
                        $"Could not find a definition in {key.NavigationSource.Name} with specified {name}: {value}"
                    )
                    : new WebApiException(
                        StatusCodes.Status404NotFound,
                        ErrorCode.NoSuchTable,
                        $"Could not find an entity or attribute with specified {name}: {value}"
                    )
            );
    }

    private static List<DefinitionNode> OfType(List<DefinitionNode> found, TypeSegment type, bool single)
    {
        var wanted = (type.EdmType is IEdmCollectionType collection ? collection.ElementType.Definition : type.EdmType).FullTypeName();
        if (wanted.EndsWith(".AttributeMetadata", StringComparison.Ordinal) || wanted.EndsWith("Base", StringComparison.Ordinal))
        {
            return found;
        }

        var fitting = found.FindAll(node => node.Content[TypeName]?.GetValue<string>() == "#" + wanted);
        if (single && fitting.Count == 0)
        {
            throw new WebApiException(StatusCodes.Status404NotFound, ErrorCode.NoSuchAttribute, $"The definition is not of the type '{wanted}'.");
        }

        // The address says the type already.
        fitting.ForEach(node => node.Content.Remove(TypeName));
        return fitting;
    }

    /// <summary>What the context of an answer says: tables by their address, the other sets as they were recorded, with type and columns.</summary>
    private static string Described(WebApiRequest request, ODataPath path, SelectExpandClause? selection)
    {
        if (path.FirstSegment.Identifier == Tables)
        {
            return request.Path;
        }

        var cast = path.OfType<TypeSegment>().LastOrDefault() is { } type ? "/" + type.Identifier : "";
        var selected = Selected(selection);
        return path.FirstSegment.Identifier + cast + (selected.Count == 0 ? "" : $"({string.Join(',', selected)})");
    }

    private static IReadOnlyCollection<string> Selected(SelectExpandClause? selection) =>
        selection?.SelectedItems.OfType<PathSelectItem>().Select(item => item.SelectedPath.FirstSegment.Identifier).ToHashSet(StringComparer.Ordinal) ?? [];

    private void Demand(string part) =>
        session.DemandPrivilege(
            part switch
            {
                "Attributes" => MetadataPrivileges.Columns,
                "Keys" => MetadataPrivileges.Keys,
                "OptionSet" or "GlobalOptionSet" => MetadataPrivileges.Choices,
                _ => MetadataPrivileges.Relationships,
            }
        );

    private JsonObject Object(DefinitionNode node, SelectExpandClause? selection) => [.. Shaped(node, selection)];

    private IEnumerable<KeyValuePair<string, JsonNode?>> Shaped(DefinitionNode node, SelectExpandClause? selection)
    {
        var selected = Selected(selection);
        foreach (var (name, value) in node.Content)
        {
            if (selected.Count == 0 || selected.Contains(name) || name is "MetadataId" or TypeName)
            {
                yield return KeyValuePair.Create(name, value?.DeepClone());
            }
        }

        foreach (var expand in selection?.SelectedItems.OfType<ExpandedNavigationSelectItem>() ?? [])
        {
            var step = (NavigationPropertySegment)expand.PathToNavigationProperty.LastSegment;
            Demand(step.NavigationProperty.Name);
            var children = node.Beneath(step.NavigationProperty.Name)
                .Where(child => expand.FilterOption is null || DefinitionFilter.Holds(expand.FilterOption.Expression, child.Content))
                .Select(child => Object(child, expand.SelectAndExpand))
                .ToList();
            yield return KeyValuePair.Create(
                step.NavigationProperty.Name,
                step.NavigationProperty.Name is "OptionSet" or "GlobalOptionSet" ? (JsonNode?)children.FirstOrDefault() : new JsonArray([.. children])
            );
        }
    }

    private DefinitionNode Table(TableMetadata table) =>
        new(
            TableDefinition.Of(table),
            name =>
                name switch
                {
                    "Attributes" => table
                        .Columns.Values.OrderBy(column => column.LogicalName, StringComparer.Ordinal)
                        .Select(column => Attribute(table, column)),
                    "Keys" => table.Keys.Select(key => DefinitionNode.Leaf(TableDefinition.Key(table, key))),
                    "ManyToOneRelationships" => organization
                        .RelationshipsFrom(table.LogicalName)
                        .Select(relationship => DefinitionNode.Leaf(TableDefinition.Relationship(relationship, organization))),
                    "OneToManyRelationships" => organization
                        .RelationshipsTo(table.LogicalName)
                        .Select(relationship => DefinitionNode.Leaf(TableDefinition.Relationship(relationship, organization))),
                    "ManyToManyRelationships" => organization
                        .ManyToManyRelationships.Where(relationship => relationship.Table1 == table.LogicalName || relationship.Table2 == table.LogicalName)
                        .Select(relationship => DefinitionNode.Leaf(TableDefinition.ManyToMany(relationship))),
                    _ => [],
                }
        );

    private static DefinitionNode Attribute(TableMetadata table, ColumnMetadata column) =>
        new(
            TableDefinition.Attribute(table, column),
            name =>
                name switch
                {
                    "OptionSet" when column.IsChoice || column.Type is ColumnType.Boolean or ColumnType.MultiSelectPicklist =>
                    [
                        DefinitionNode.Leaf(TableDefinition.OptionSet(table, column)),
                    ],
                    "GlobalOptionSet" when column.Choice is not null => [DefinitionNode.Leaf(TableDefinition.OptionSet(table, column))],
                    _ => [],
                }
        );
}
