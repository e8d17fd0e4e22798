using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.Xrm.Sdk;

namespace LocalDataverse.Tests.OverHttp;

/// <summary>Rows as bodies and back: types come from the definitions, since JSON does not tell them.</summary>
internal sealed class RowJson(WebApiConnection connection)
{
    private const string Formatted = "@OData.Community.Display.V1.FormattedValue";
    private const string Table = "@Microsoft.Dynamics.CRM.lookuplogicalname";
    private const string Column = "@OData.Community.Display.V1.AttributeName";

    public string Address(EntityReference reference) => Address(reference.LogicalName, reference.Id, reference.KeyAttributes);

    public string Address(Entity row) => Address(row.LogicalName, row.Id, row.KeyAttributes);

    public JsonObject Write(Entity row)
    {
        var table = connection.TableWith(row.LogicalName, row.Attributes.Keys);
        var body = new JsonObject();
        foreach (var (name, value) in row.Attributes)
        {
            if (table.Columns.GetValueOrDefault(name) is { IsLookup: true })
            {
                var navigation = value is EntityReference reference ? table.Navigation(name, reference.LogicalName) : null;
                body[(navigation ?? table.AnyNavigation(name)) + "@odata.bind"] = value is EntityReference target ? "/" + Address(target) : null;
            }
            else
            {
                body[name] = WriteValue(value, table.Columns.GetValueOrDefault(name));
            }
        }

        foreach (var (relationship, rows) in row.RelatedEntities)
        {
            body[table.Collection(relationship.SchemaName)] = new JsonArray([.. rows.Entities.Select(Write)]);
        }

        return body;
    }

    /// <param name="aliases">The tables behind the aliases of a query.</param>
    public Entity Read(string logicalName, JsonElement json, IReadOnlyDictionary<string, string>? aliases = null)
    {
        var table = connection.Table(logicalName);
        if (
            json.EnumerateObject().Any(property => !property.Name.Contains('@') && !property.Name.Contains('.') && !table.ByProperty.ContainsKey(property.Name))
        )
        {
            table = connection.TableWith(logicalName, [""]);
        }

        var row = new Entity(logicalName);
        foreach (var property in json.EnumerateObject().Where(property => property.Value.ValueKind != JsonValueKind.Null))
        {
            if (property.Name == "@odata.etag")
            {
                row.RowVersion = property.Value.GetString()!.Replace("W/", "", StringComparison.Ordinal).Trim('"');
            }
            else if (property.Name.Contains('@'))
            {
                continue;
            }
            else if (json.TryGetProperty(property.Name + Column, out var column))
            {
                var alias = property.Name.Split('.')[0];
                var owner = aliases?.GetValueOrDefault(alias) ?? logicalName;
                var definition = connection.TableWith(owner, [column.GetString()!]).Columns[column.GetString()!];
                row[property.Name] = new AliasedValue(owner, definition.LogicalName, ReadValue(json, property, definition));
                Format(row, property.Name, json, property.Name);
            }
            else if (table.ByProperty.TryGetValue(property.Name, out var definition))
            {
                row[definition.LogicalName] = ReadValue(json, property, definition);
                Format(row, definition.LogicalName, json, property.Name);
            }
        }

        row.Id = row.GetAttributeValue<Guid>(table.PrimaryId);
        return row;
    }

    private static void Format(Entity row, string name, JsonElement json, string property)
    {
        if (json.TryGetProperty(property + Formatted, out var text))
        {
            row.FormattedValues[name] = text.GetString();
        }
    }

    private static object ReadValue(JsonElement json, JsonProperty property, ColumnDefinition column) =>
        column.Type switch
        {
            "Uniqueidentifier" => property.Value.GetGuid(),
            "Integer" => property.Value.GetInt32(),
            "BigInt" => property.Value.GetInt64(),
            "Decimal" => property.Value.GetDecimal(),
            "Double" => property.Value.GetDouble(),
            "Money" => new Money(property.Value.GetDecimal()),
            "Boolean" => property.Value.GetBoolean(),
            "Picklist" or "State" or "Status" => new OptionSetValue(property.Value.GetInt32()),
            "MultiSelectPicklist" => new OptionSetValueCollection([
                .. property.Value.GetString()!.Split(',').Select(choice => new OptionSetValue(int.Parse(choice, CultureInfo.InvariantCulture))),
            ]),
            "DateTime" => DateTime.Parse(
                property.Value.GetString()!,
                CultureInfo.InvariantCulture,
                DateTimeStyles.AdjustToUniversal | DateTimeStyles.AssumeUniversal
            ),
            "Lookup" or "Owner" or "Customer" => new EntityReference(json.GetProperty(property.Name + Table).GetString(), property.Value.GetGuid())
            {
                Name = json.TryGetProperty(property.Name + Formatted, out var name) ? name.GetString() : null,
            },
            _ => property.Value.GetString()!,
        };

    private static JsonNode? WriteValue(object? value, ColumnDefinition? column) =>
        value switch
        {
            null => null,
            Money money => money.Value,
            OptionSetValue choice => choice.Value,
            OptionSetValueCollection choices => string.Join(',', choices.Select(choice => choice.Value.ToString(CultureInfo.InvariantCulture))),
            DateTime date when column?.IsDateOnly == true => date.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
            DateTime moment => moment.ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture),
            _ => JsonSerializer.SerializeToNode(value),
        };

    private string Address(string logicalName, Guid id, KeyAttributeCollection keys)
    {
        var table = connection.TableWith(logicalName, keys.Keys);
        return keys.Count == 0
            ? $"{table.SetName}({id:d})"
            : $"{table.SetName}({string.Join(',', keys.Select(key => $"{table.Columns[key.Key].Property}={KeyValue(key.Value)}"))})";
    }

    private static string KeyValue(object value) =>
        value is string text
            ? $"'{Uri.EscapeDataString(text.Replace("'", "''", StringComparison.Ordinal))}'"
            : Convert.ToString(value is EntityReference reference ? reference.Id : value, CultureInfo.InvariantCulture)!;
}
