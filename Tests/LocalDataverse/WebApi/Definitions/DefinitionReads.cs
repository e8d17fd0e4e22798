using System.Text.Json.Nodes;
using LocalDataverse.Faults;
using LocalDataverse.Metadata;
using LocalDataverse.Security;
using LocalDataverse.WebApi.Http;
using LocalDataverse.WebApi.Security;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.OData;
using Microsoft.OData.Edm;
using Microsoft.OData.UriParser;

namespace LocalDataverse.WebApi.Definitions;

/// <summary>Answers <c>EntityDefinitions</c> and what lies below.</summary>
internal sealed class DefinitionReads(Session session)
{
    public const string Set = "EntityDefinitions";
    private static readonly Uri Root = new("http://organization/");
    private readonly OrganizationMetadata organization = session.Model.Metadata;

    public WebApiResponse Read(WebApiRequest request)
    {
        session.DemandPrivilege(MetadataPrivileges.Tables);
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
        List<DefinitionNode> found = [];
        var single = false;
        foreach (var segment in parser.ParsePath())
        {
            switch (segment)
            {
                case EntitySetSegment:
                    found = [.. organization.Tables.Select(Table)];
                    break;
                case KeySegment key:
                    var (name, value) = key.Keys.Single();
                    found = found.FindAll(node =>
                        string.Equals(node.Content[name]?.GetValue<string>(), Convert.ToString(value, null), StringComparison.OrdinalIgnoreCase)
                    );
                    single = true;
                    if (found.Count == 0)
                    {
                        throw new WebApiException(
                            StatusCodes.Status404NotFound,
                            ErrorCode.NoSuchTable,
                            $"Could not find an entity or attribute with specified {name}: {value}"
                        );
                    }

                    break;
                case NavigationPropertySegment step:
                    Demand(step.NavigationProperty.Name);
                    found = [.. found.SelectMany(node => node.Beneath(step.NavigationProperty.Name))];
                    single = step.NavigationProperty.Name is "OptionSet" or "GlobalOptionSet";
                    break;
                case TypeSegment type:
                    var wanted = "#" + (type.EdmType is IEdmCollectionType collection ? collection.ElementType.Definition : type.EdmType).FullTypeName();
                    found = found.FindAll(node =>
                        wanted.EndsWith(".AttributeMetadata", StringComparison.Ordinal) || node.Content["@odata.type"]?.GetValue<string>() == wanted
                    );
                    if (single && found.Count == 0)
                    {
                        throw new WebApiException(
                            StatusCodes.Status404NotFound,
                            ErrorCode.NoSuchAttribute,
                            $"The attribute is not of the type '{wanted[1..]}'."
                        );
                    }

                    break;
                default:
                    throw new WebApiException(
                        StatusCodes.Status404NotFound,
                        ErrorCode.ResourceNotFound,
                        $"Resource not found for the segment '{segment.Identifier}'."
                    );
            }
        }

        if (parser.ParseFilter() is { } filter)
        {
            found = found.FindAll(node => DefinitionFilter.Holds(filter.Expression, node.Content));
        }

        var selection = parser.ParseSelectAndExpand();
        var context = $"{session.ServiceRoot}$metadata#{request.Path}{(single ? "/$entity" : "")}";
        var answer = single
            ? new JsonObject([KeyValuePair.Create("@odata.context", (JsonNode?)context), .. Shaped(found[0], selection)])
            : new JsonObject { ["@odata.context"] = context, ["value"] = new JsonArray([.. found.Select(node => Object(node, selection))]) };
        return WebApiResponse.Json(StatusCodes.Status200OK, writer => answer.WriteTo(writer));
    }

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
        var selected =
            selection?.SelectedItems.OfType<PathSelectItem>().Select(item => item.SelectedPath.FirstSegment.Identifier).ToHashSet(StringComparer.Ordinal) ?? [];
        foreach (var (name, value) in node.Content)
        {
            if (selected.Count == 0 || selected.Contains(name) || name is "MetadataId" or "@odata.type")
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
