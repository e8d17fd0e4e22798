using System.Text.Json;

namespace LocalDataverse.Tests.OverHttp;

/// <summary>A table as the Web API defines it: what a client needs to know to write and read its rows.</summary>
internal sealed class TableDefinition
{
    private readonly Dictionary<(string Column, string Target), string> navigations = [];
    private readonly Dictionary<string, string> collections = [];

    public TableDefinition(JsonElement definition)
    {
        LogicalName = Text(definition, "LogicalName");
        SetName = definition.GetProperty("EntitySetName").GetString()!;
        PrimaryId = definition.GetProperty("PrimaryIdAttribute").GetString()!;
        Columns = definition.GetProperty("Attributes").EnumerateArray().Select(ColumnDefinition.Of).ToDictionary(column => column.LogicalName);
        ByProperty = Columns.Values.ToDictionary(column => column.Property);
        foreach (var relationship in definition.GetProperty("ManyToOneRelationships").EnumerateArray())
        {
            navigations[(Text(relationship, "ReferencingAttribute"), Text(relationship, "ReferencedEntity"))] = Text(
                relationship,
                "ReferencingEntityNavigationPropertyName"
            );
        }

        foreach (var relationship in definition.GetProperty("OneToManyRelationships").EnumerateArray())
        {
            collections[Text(relationship, "SchemaName")] = Text(relationship, "ReferencedEntityNavigationPropertyName");
        }

        foreach (var relationship in definition.GetProperty("ManyToManyRelationships").EnumerateArray())
        {
            var side = Text(relationship, "Entity1LogicalName") == LogicalName ? "Entity1" : "Entity2";
            collections[Text(relationship, "SchemaName")] = Text(relationship, side + "NavigationPropertyName");
        }
    }

    public string LogicalName { get; }

    public string SetName { get; }

    public string PrimaryId { get; }

    public IReadOnlyDictionary<string, ColumnDefinition> Columns { get; }

    public IReadOnlyDictionary<string, ColumnDefinition> ByProperty { get; }

    /// <summary>The navigation property of a lookup that leads to a table; null: it leads to no such table.</summary>
    public string? Navigation(string column, string target) => navigations.GetValueOrDefault((column, target));

    /// <summary>Any navigation property of a lookup, to clear it by.</summary>
    public string AnyNavigation(string column) => navigations.First(known => known.Key.Column == column).Value;

    public string Collection(string relationship) => collections[relationship];

    public static string Text(JsonElement element, string name) => element.GetProperty(name).GetString()!;
}
