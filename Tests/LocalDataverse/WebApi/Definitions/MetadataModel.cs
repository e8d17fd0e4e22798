using LocalDataverse.WebApi.Model;
using Microsoft.OData.Edm;

namespace LocalDataverse.WebApi.Definitions;

/// <summary>The model of table definitions: what can be expanded below them; all else is open.</summary>
internal sealed class MetadataModel
{
    public MetadataModel()
    {
        var edm = new EdmModel();
        var container = new EdmEntityContainer(WebApiModel.Namespace, "System");
        edm.AddElement(container);
        Table = Type(edm, "EntityMetadata", "LogicalName");
        Attribute = Type(edm, "AttributeMetadata", "LogicalName");
        var anyChoice = Type(edm, "OptionSetMetadataBase", "Name");
        var choice = Derived(edm, anyChoice, "OptionSetMetadata", "Name");
        var key = Type(edm, "EntityKeyMetadata", "LogicalName");
        var relationship = Relationship(edm);
        var oneToMany = Derived(edm, relationship, "OneToManyRelationshipMetadata", "SchemaName");
        var manyToMany = Derived(edm, relationship, "ManyToManyRelationshipMetadata", "SchemaName");
        foreach (var (name, hasOptions) in AttributeTypes.All)
        {
            var type = new EdmEntityType(WebApiModel.Namespace, name, Attribute, isAbstract: false, isOpen: true);
            edm.AddElement(type);
            if (hasOptions)
            {
                Navigation(type, "OptionSet", choice, EdmMultiplicity.ZeroOrOne);
                Navigation(type, "GlobalOptionSet", choice, EdmMultiplicity.ZeroOrOne);
            }
        }

        Set = container.AddEntitySet(DefinitionReads.Tables, Table);
        container.AddEntitySet(DefinitionReads.Choices, anyChoice);
        container.AddEntitySet(DefinitionReads.Relationships, relationship);
        Navigation(Table, "Attributes", Attribute, EdmMultiplicity.Many);
        Navigation(Table, "Keys", key, EdmMultiplicity.Many);
        Navigation(Table, "ManyToOneRelationships", oneToMany, EdmMultiplicity.Many);
        Navigation(Table, "OneToManyRelationships", oneToMany, EdmMultiplicity.Many);
        Navigation(Table, "ManyToManyRelationships", manyToMany, EdmMultiplicity.Many);
        Edm = edm;
    }

    public static MetadataModel Instance { get; } = new();

    public EdmModel Edm { get; }

    public EdmEntityType Table { get; }

    public EdmEntityType Attribute { get; }

    public EdmEntitySet Set { get; }

    private static EdmEntityType Type(EdmModel edm, string name, string alternateKey)
    {
        var type = new EdmEntityType(WebApiModel.Namespace, name, null, isAbstract: false, isOpen: true);
        Complete(edm, type, alternateKey);
        return type;
    }

    /// <summary>What all relationships have: nothing else can be named before a cast.</summary>
    private static EdmEntityType Relationship(EdmModel edm)
    {
        var type = new EdmEntityType(WebApiModel.Namespace, "RelationshipMetadataBase");
        Complete(edm, type, "SchemaName");
        foreach (var (name, kind) in TableDefinition.RelationshipProperties)
        {
            type.AddStructuralProperty(name, kind);
        }

        return type;
    }

    private static EdmEntityType Derived(EdmModel edm, EdmEntityType parent, string name, string alternateKey)
    {
        var type = new EdmEntityType(WebApiModel.Namespace, name, parent, isAbstract: false, isOpen: true);
        edm.AddElement(type);
        edm.AddAlternateKeyAnnotation(type, new Dictionary<string, IEdmProperty> { [alternateKey] = type.FindProperty(alternateKey) });
        return type;
    }

    private static void Complete(EdmModel edm, EdmEntityType type, string alternateKey)
    {
        type.AddKeys(type.AddStructuralProperty("MetadataId", EdmPrimitiveTypeKind.Guid, isNullable: false));
        edm.AddElement(type);
        var property = type.AddStructuralProperty(alternateKey, EdmPrimitiveTypeKind.String);
        edm.AddAlternateKeyAnnotation(type, new Dictionary<string, IEdmProperty> { [alternateKey] = property });
    }

    private static void Navigation(EdmEntityType type, string name, EdmEntityType target, EdmMultiplicity multiplicity) =>
        type.AddUnidirectionalNavigation(
            new EdmNavigationPropertyInfo
            {
                Name = name,
                Target = target,
                TargetMultiplicity = multiplicity,
                ContainsTarget = true,
            }
        );
}
