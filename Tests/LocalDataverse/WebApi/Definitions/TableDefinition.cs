using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using LocalDataverse.Metadata;
using LocalDataverse.WebApi.Model;
using Microsoft.OData.Edm;

namespace LocalDataverse.WebApi.Definitions;

/// <summary>A table's definition as the service shows it; parts below it are made when they are asked for.</summary>
internal static class TableDefinition
{
    private const int English = 1033;

    /// <summary>Properties that relationships of every kind have, beside their id and their name.</summary>
    public static IReadOnlyList<(string Name, EdmPrimitiveTypeKind Type)> RelationshipProperties { get; } =
    [
        ("IsCustomRelationship", EdmPrimitiveTypeKind.Boolean),
        ("IsManaged", EdmPrimitiveTypeKind.Boolean),
        ("RelationshipType", EdmPrimitiveTypeKind.String),
        ("HasChanged", EdmPrimitiveTypeKind.Boolean),
    ];

    public static JsonObject Of(TableMetadata table) =>
        new()
        {
            ["MetadataId"] = Id(table.LogicalName),
            ["LogicalName"] = table.LogicalName,
            ["SchemaName"] = table.SchemaName,
            ["EntitySetName"] = table.EntitySetName,
            ["LogicalCollectionName"] = table.EntitySetName,
            ["PrimaryIdAttribute"] = table.PrimaryId,
            ["PrimaryNameAttribute"] = table.PrimaryName.Length == 0 ? null : table.PrimaryName,
            ["OwnershipType"] = table.Ownership switch
            {
                TableOwnership.User => "UserOwned",
                TableOwnership.Organization => "OrganizationOwned",
                _ => "None",
            },
            ["ChangeTrackingEnabled"] = table.ChangeTracking,
            ["IsOptimisticConcurrencyEnabled"] = table.OptimisticConcurrency,
            ["IsIntersect"] = table.IsIntersect,
            ["IsCustomEntity"] = table.LogicalName.Contains('_', StringComparison.Ordinal),
            ["DisplayName"] = Label(table.DisplayName),
        };

    public static JsonObject Attribute(TableMetadata table, ColumnMetadata column)
    {
        var definition = new JsonObject
        {
            ["@odata.type"] = $"#{WebApiModel.Namespace}.{AttributeTypes.DefinitionOf(column.Type)}",
            ["MetadataId"] = Id($"{table.LogicalName}.{column.LogicalName}"),
            ["LogicalName"] = column.LogicalName,
            ["SchemaName"] = column.SchemaName,
            ["EntityLogicalName"] = table.LogicalName,
            ["AttributeType"] = AttributeTypes.CodeOf(column.Type),
            ["AttributeTypeName"] = new JsonObject { ["Value"] = AttributeTypes.NameOf(column.Type) },
            ["DisplayName"] = Label(column.DisplayName),
            ["RequiredLevel"] = new JsonObject
            {
                ["Value"] = column.Required.ToString(),
                ["CanBeChanged"] = column.Required != RequiredLevel.SystemRequired,
                ["ManagedPropertyLogicalName"] = "canmodifyrequirementlevelsettings",
            },
            ["IsPrimaryId"] = column.LogicalName == table.PrimaryId,
            ["IsPrimaryName"] = column.LogicalName == table.PrimaryName,
            ["IsValidForCreate"] = !column.ReadOnly,
            ["IsValidForUpdate"] = !column.ReadOnly && column.LogicalName != table.PrimaryId,
            ["IsValidForRead"] = true,
            ["AttributeOf"] = null,
        };
        if (column.AutoNumber is not null)
        {
            definition["AutoNumberFormat"] = column.AutoNumber;
        }

        switch (column.Type)
        {
            case ColumnType.String:
                definition["MaxLength"] = column.MaxLength ?? 100;
                break;
            case ColumnType.Memo:
                definition["MaxLength"] = column.MaxLength ?? 2000;
                break;
            case ColumnType.Decimal or ColumnType.Double:
                definition["Precision"] = column.Precision ?? 2;
                Range(definition, column);
                break;
            case ColumnType.Money:
                definition["Precision"] = column.Precision ?? 4;
                definition["PrecisionSource"] = column.PrecisionSource == PrecisionSource.Currency ? 2 : 0;
                Range(definition, column);
                break;
            case ColumnType.Integer or ColumnType.BigInt:
                Range(definition, column);
                break;
            case ColumnType.DateTime:
                definition["Format"] = column.Format.ToString();
                definition["DateTimeBehavior"] = new JsonObject { ["Value"] = column.Behavior.ToString() };
                break;
            case ColumnType.Lookup or ColumnType.Owner or ColumnType.Customer:
                definition["Targets"] = new JsonArray([.. column.Targets.Select(target => (JsonNode)target)]);
                break;
            default:
                break;
        }

        return definition;
    }

    public static JsonObject OptionSet(TableMetadata table, ColumnMetadata column)
    {
        var name = column.Choice ?? $"{table.LogicalName}_{column.LogicalName}";
        var definition = new JsonObject
        {
            ["MetadataId"] = Id(column.Choice ?? $"{table.LogicalName}_{column.LogicalName}.options"),
            ["HasChanged"] = null,
            ["Name"] = name,
            ["DisplayName"] = Label(column.DisplayName),
            ["Description"] = NoLabel(),
            ["IsCustomOptionSet"] = name.Contains('_', StringComparison.Ordinal),
            ["IsGlobal"] = column.Choice is not null,
            ["ParentOptionSetName"] = null,
            ["ExternalTypeName"] = null,
            ["OptionSetType"] = column.Type switch
            {
                ColumnType.State => "State",
                ColumnType.Status => "Status",
                ColumnType.Boolean => "Boolean",
                _ => "Picklist",
            },
        };
        if (column.Type == ColumnType.Boolean)
        {
            definition["FalseOption"] = Option(column.OptionOf(0) ?? new ChoiceOption(0, "No"));
            definition["TrueOption"] = Option(column.OptionOf(1) ?? new ChoiceOption(1, "Yes"));
            return definition;
        }

        definition["Options"] = new JsonArray([
            .. column.Options.Select(option =>
            {
                var value = Option(option);
                if (option.State is { } state)
                {
                    value["State"] = state;
                }

                return (JsonNode)value;
            }),
        ]);
        return definition;
    }

    public static JsonObject Key(TableMetadata table, AlternateKey key) =>
        new()
        {
            ["MetadataId"] = Id($"{table.LogicalName}.key.{key.LogicalName}"),
            ["LogicalName"] = key.LogicalName,
            ["SchemaName"] = key.LogicalName,
            ["EntityLogicalName"] = table.LogicalName,
            ["DisplayName"] = Label(key.DisplayName),
            ["KeyAttributes"] = new JsonArray([.. key.Columns.Select(column => (JsonNode)column)]),
            ["EntityKeyIndexStatus"] = "Active",
        };

    public static JsonObject Relationship(RelationshipMetadata relationship, OrganizationMetadata organization) =>
        new()
        {
            ["MetadataId"] = Id("relationship." + relationship.SchemaName),
            ["HasChanged"] = null,
            ["SchemaName"] = relationship.SchemaName,
            ["RelationshipType"] = "OneToManyRelationship",
            ["IsCustomRelationship"] = relationship.SchemaName.Contains('_', StringComparison.Ordinal),
            ["IsManaged"] = false,
            ["ReferencedEntity"] = relationship.ReferencedTable,
            ["ReferencedAttribute"] = organization.Table(relationship.ReferencedTable)?.PrimaryId,
            ["ReferencedEntityNavigationPropertyName"] = relationship.ReferencedNavigationProperty,
            ["ReferencingEntity"] = relationship.ReferencingTable,
            ["ReferencingAttribute"] = relationship.ReferencingColumn,
            ["ReferencingEntityNavigationPropertyName"] = organization
                .Table(relationship.ReferencingTable)
                ?.Column(relationship.ReferencingColumn)
                ?.NavigationTo(relationship.ReferencedTable),
            ["CascadeConfiguration"] = new JsonObject { ["Delete"] = relationship.Delete.ToString() },
        };

    public static JsonObject ManyToMany(ManyToManyRelationship relationship) =>
        new()
        {
            ["MetadataId"] = Id("relationship." + relationship.SchemaName),
            ["HasChanged"] = null,
            ["SchemaName"] = relationship.SchemaName,
            ["RelationshipType"] = "ManyToManyRelationship",
            ["IsCustomRelationship"] = relationship.SchemaName.Contains('_', StringComparison.Ordinal),
            ["IsManaged"] = false,
            ["Entity1LogicalName"] = relationship.Table1,
            ["Entity1IntersectAttribute"] = relationship.Column1,
            ["Entity1NavigationPropertyName"] = relationship.NavigationProperty1,
            ["Entity2LogicalName"] = relationship.Table2,
            ["Entity2IntersectAttribute"] = relationship.Column2,
            ["Entity2NavigationPropertyName"] = relationship.NavigationProperty2,
            ["IntersectEntityName"] = relationship.IntersectTable,
        };

    private static void Range(JsonObject definition, ColumnMetadata column)
    {
        definition["MinValue"] = column.MinValue;
        definition["MaxValue"] = column.MaxValue;
    }

    private static JsonObject Option(ChoiceOption option) =>
        new()
        {
            ["Value"] = option.Value,
            ["Color"] = null,
            ["IsManaged"] = false,
            ["ExternalValue"] = null,
            ["ParentValues"] = new JsonArray(),
            ["Tag"] = null,
            ["IsHidden"] = false,
            ["MetadataId"] = null,
            ["HasChanged"] = null,
            ["Label"] = Label(option.Label),
            ["Description"] = NoLabel(),
        };

    private static JsonObject NoLabel() => new() { ["LocalizedLabels"] = new JsonArray(), ["UserLocalizedLabel"] = null };

    private static JsonObject Label(string text)
    {
        static JsonObject One(string text) =>
            new()
            {
                ["Label"] = text,
                ["LanguageCode"] = English,
                ["IsManaged"] = false,
            };
        return new JsonObject { ["LocalizedLabels"] = new JsonArray(One(text)), ["UserLocalizedLabel"] = One(text) };
    }

    // Derived from the name, so that a definition keeps its id.
    private static string Id(string name) => new Guid(SHA256.HashData(Encoding.UTF8.GetBytes(name)).AsSpan(0, 16)).ToString("d");
}
