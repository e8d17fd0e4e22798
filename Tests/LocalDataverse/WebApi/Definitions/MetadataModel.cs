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
        Table = Type(edm, "EntityMetadata");
        Attribute = Type(edm, "AttributeMetadata");
        var choice = Type(edm, "OptionSetMetadata");
        var key = Type(edm, "EntityKeyMetadata");
        var oneToMany = Type(edm, "OneToManyRelationshipMetadata");
        var manyToMany = Type(edm, "ManyToManyRelationshipMetadata");
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

        Set = container.AddEntitySet(DefinitionReads.Set, Table);
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

    private static EdmEntityType Type(EdmModel edm, string name)
    {
        var type = new EdmEntityType(WebApiModel.Namespace, name, null, isAbstract: false, isOpen: true);
        type.AddKeys(type.AddStructuralProperty("MetadataId", EdmPrimitiveTypeKind.Guid, isNullable: false));
        edm.AddElement(type);
        if (name is "EntityMetadata" or "AttributeMetadata" or "EntityKeyMetadata")
        {
            var property = type.AddStructuralProperty("LogicalName", EdmPrimitiveTypeKind.String);
            edm.AddAlternateKeyAnnotation(type, new Dictionary<string, IEdmProperty> { ["LogicalName"] = property });
        }

        return type;
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
