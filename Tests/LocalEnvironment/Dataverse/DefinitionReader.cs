using System.Net;
using System.Text.Json.Nodes;

namespace LocalEnvironment.Dataverse;

/// <summary>Reads table definitions over the Web API, so that nobody has to know column types or navigation names beforehand.</summary>
internal sealed class DefinitionReader(DataverseClient client)
{
    private static readonly (string Cast, string Type)[] ChoiceTypes =
    [
        ("PicklistAttributeMetadata", "Picklist"),
        ("StateAttributeMetadata", "State"),
        ("StatusAttributeMetadata", "Status"),
    ];

    /// <summary>The definition of the table, or null where the environment has no such table.</summary>
    public async Task<TableDefinition?> FindAsync(string table, CancellationToken cancellation)
    {
        JsonObject entity;
        try
        {
            entity = await client.GetAsync(
                $"EntityDefinitions(LogicalName='{Uri.EscapeDataString(table)}')?$select=LogicalName,EntitySetName,PrimaryIdAttribute&"
                    + "$expand=Attributes,ManyToOneRelationships",
                cancellation
            );
        }
        catch (DataverseException error) when (error.Status is HttpStatusCode.NotFound or HttpStatusCode.BadRequest)
        {
            return null;
        }

        var attributes = entity["Attributes"]!.AsArray().Select(attribute => attribute!.AsObject()).ToList();
        var choices = new Dictionary<string, IReadOnlyDictionary<int, string>>();
        foreach (var (cast, type) in ChoiceTypes)
        {
            if (attributes.Any(attribute => Text(attribute["AttributeType"]) == type))
            {
                await AddChoicesAsync(table, cast, choices, cancellation);
            }
        }

        var columns = attributes.Select(attribute => ColumnOf(attribute, choices)).ToDictionary(column => column.Name);
        var navigations = new Dictionary<(string, string), string>();
        foreach (var relationship in entity["ManyToOneRelationships"]!.AsArray())
        {
            navigations[(Text(relationship!["ReferencingAttribute"])!, Text(relationship["ReferencedEntity"])!)] = Text(
                relationship["ReferencingEntityNavigationPropertyName"]
            )!;
        }

        return new TableDefinition(table, Text(entity["EntitySetName"])!, Text(entity["PrimaryIdAttribute"])!, columns, navigations);
    }

    private async Task AddChoicesAsync(string table, string cast, Dictionary<string, IReadOnlyDictionary<int, string>> choices, CancellationToken cancellation)
    {
        var attributes = await client.QueryAsync(
            $"EntityDefinitions(LogicalName='{table}')/Attributes/Microsoft.Dynamics.CRM.{cast}?$select=LogicalName&$expand=OptionSet",
            cancellation
        );
        foreach (var attribute in attributes)
        {
            if (attribute["OptionSet"]?["Options"] is JsonArray options)
            {
                choices[Text(attribute["LogicalName"])!] = options.ToDictionary(
                    option => option!["Value"]!.GetValue<int>(),
                    option => Text(option!["Label"]?["UserLocalizedLabel"]?["Label"]) ?? ""
                );
            }
        }
    }

    private static ColumnDefinition ColumnOf(JsonObject attribute, Dictionary<string, IReadOnlyDictionary<int, string>> choices)
    {
        var name = Text(attribute["LogicalName"])!;
        return new ColumnDefinition(
            name,
            Text(attribute["AttributeType"])!,
            Text(attribute["RequiredLevel"]?["Value"]) ?? "None",
            attribute["MaxLength"] is JsonValue length ? length.GetValue<int>() : null,
            Text(attribute["DateTimeBehavior"]?["Value"]) == "DateOnly",
            choices.GetValueOrDefault(name)
        );
    }

    private static string? Text(JsonNode? node) => node?.GetValue<string>();
}
