using System.IO;
using System.Reflection;
using Newtonsoft.Json.Linq;

namespace LocalDataverse.Metadata;

/// <summary>Reads tables, relationships and keys from the JSON files below Tests/LocalDataverse/Tables.</summary>
internal static class TableFile
{
    public static IReadOnlyList<string> EmbeddedNames { get; } = ["platform", "components", "project-operations", "relationships"];

    public static OrganizationMetadata AddEmbedded(OrganizationMetadata metadata, string name)
    {
        using var stream =
            Assembly.GetExecutingAssembly().GetManifestResourceStream($"LocalDataverse.Tables.{name}.json")
            ?? throw new FileNotFoundException($"No embedded table file {name}.json.");
        using var reader = new StreamReader(stream);
        return Add(metadata, reader.ReadToEnd());
    }

    public static OrganizationMetadata Add(OrganizationMetadata metadata, string json)
    {
        var root = JObject.Parse(json);
        var result = metadata.With((root["tables"] as JArray ?? []).Cast<JObject>().Select(ReadTable).Select(StandardColumns.Complete));
        result = result.With((root["relationships"] as JArray ?? []).Cast<JObject>().Select(ReadRelationship));
        foreach (var token in (root["manyToMany"] as JArray ?? []).Cast<JObject>())
        {
            result = result.With(
                new ManyToManyRelationship(
                    Text(token, "schemaName"),
                    Text(token, "table1"),
                    Text(token, "column1"),
                    Text(token, "table2"),
                    Text(token, "column2"),
                    Text(token, "intersectTable")
                )
            );
        }

        return result;
    }

    private static TableMetadata ReadTable(JObject token) =>
        new TableMetadata(
            Text(token, "logicalName"),
            Text(token, "entitySetName"),
            Text(token, "primaryId"),
            (string?)token["primaryName"] ?? string.Empty,
            Enumeration<TableOwnership>(token, "ownership")
        )
        {
            SchemaName = (string?)token["schemaName"] ?? Text(token, "logicalName"),
            DisplayName = (string?)token["displayName"] ?? Text(token, "logicalName"),
            ChangeTracking = (bool?)token["changeTracking"] ?? false,
            Keys =
            [
                .. (token["keys"] as JArray ?? [])
                    .Cast<JObject>()
                    .Select(key => new AlternateKey(
                        Text(key, "logicalName"),
                        (string?)key["displayName"] ?? Text(key, "logicalName"),
                        [.. key["columns"]!.Select(column => (string)column!)]
                    )),
            ],
        }.WithColumns(((JArray)token["columns"]!).Cast<JObject>().Select(ReadColumn));

    private static ColumnMetadata ReadColumn(JObject token) =>
        new(Text(token, "logicalName"), Enumeration<ColumnType>(token, "type"))
        {
            SchemaName = (string?)token["schemaName"] ?? Text(token, "logicalName"),
            DisplayName = (string?)token["displayName"] ?? Text(token, "logicalName"),
            Required = Enumeration<RequiredLevel>(token, "required"),
            MaxLength = (int?)token["maxLength"],
            Precision = (int?)token["precision"],
            PrecisionSource = Enumeration<PrecisionSource>(token, "precisionSource"),
            Behavior = Enumeration<DateTimeBehavior>(token, "behavior"),
            Format = Enumeration<DateTimeFormat>(token, "format"),
            ReadOnly = (bool?)token["readOnly"] ?? false,
            Targets = [.. (token["targets"] as JArray ?? []).Select(target => (string)target!)],
            Navigation = (token["navigation"] as JObject ?? [])
                .Properties()
                .ToDictionary(property => property.Name, property => (string)property.Value!, StringComparer.Ordinal),
            Choice = (string?)token["choice"],
            Options =
            [
                .. (token["options"] as JArray ?? [])
                    .Cast<JObject>()
                    .Select(option => new ChoiceOption((int)option["value"]!, Text(option, "label"), (int?)option["state"])),
            ],
            Localizable = (bool?)token["localizable"] ?? false,
            AutoNumber = (string?)token["autoNumber"],
            ComposedOf = [.. (token["composedOf"] as JArray ?? []).Select(part => (string)part!)],
            Default = (token["default"] as JValue)?.Value,
        };

    private static RelationshipMetadata ReadRelationship(JObject token) =>
        new(
            Text(token, "schemaName"),
            Text(token, "referencedTable"),
            Text(token, "referencingTable"),
            Text(token, "referencingColumn"),
            Enumeration<DeleteBehavior>(token, "delete")
        );

    private static string Text(JObject token, string name) =>
        (string?)token[name] ?? throw new InvalidDataException($"Property {name} is missing in {token.ToString(Newtonsoft.Json.Formatting.None)}.");

    private static T Enumeration<T>(JObject token, string name)
        where T : struct
    {
        var text = (string?)token[name];
        if (text is null)
        {
            return default;
        }

        return Enum.TryParse<T>(text, out var value)
            ? value
            : throw new InvalidDataException($"{text} is no {typeof(T).Name} ({name} in {token.ToString(Newtonsoft.Json.Formatting.None)}).");
    }
}
