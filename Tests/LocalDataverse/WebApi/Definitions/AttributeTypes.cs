using LocalDataverse.Metadata;

namespace LocalDataverse.WebApi.Definitions;

/// <summary>Names that the service has for types of columns.</summary>
internal static class AttributeTypes
{
    /// <summary>Types of column definitions, and whether they hold options.</summary>
    public static IReadOnlyList<(string Name, bool HasOptions)> All { get; } =
    [
        ("UniqueIdentifierAttributeMetadata", false),
        ("StringAttributeMetadata", false),
        ("MemoAttributeMetadata", false),
        ("IntegerAttributeMetadata", false),
        ("BigIntAttributeMetadata", false),
        ("DecimalAttributeMetadata", false),
        ("DoubleAttributeMetadata", false),
        ("MoneyAttributeMetadata", false),
        ("BooleanAttributeMetadata", true),
        ("DateTimeAttributeMetadata", false),
        ("PicklistAttributeMetadata", true),
        ("MultiSelectPicklistAttributeMetadata", true),
        ("StateAttributeMetadata", true),
        ("StatusAttributeMetadata", true),
        ("LookupAttributeMetadata", false),
    ];

    public static string DefinitionOf(ColumnType type) =>
        type switch
        {
            ColumnType.Uniqueidentifier => "UniqueIdentifierAttributeMetadata",
            ColumnType.Owner or ColumnType.Customer => "LookupAttributeMetadata",
            _ => $"{type}AttributeMetadata",
        };

    /// <summary>Value of <c>AttributeType</c>.</summary>
    public static string CodeOf(ColumnType type) =>
        type switch
        {
            ColumnType.MultiSelectPicklist => "Virtual",
            _ => type.ToString(),
        };

    /// <summary>Value of <c>AttributeTypeName</c>.</summary>
    public static string NameOf(ColumnType type) => $"{type}Type";
}
