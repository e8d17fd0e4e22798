using System.Text.Json;
using LocalDataverse.Metadata;
using LocalDataverse.WebApi.Model;
using LocalDataverse.WebApi.Queries;
using Microsoft.Xrm.Sdk;

namespace LocalDataverse.WebApi.Records;

/// <summary>Reads rows from bodies: columns, binds, and related rows to be created along.</summary>
internal sealed class RowReader(WebApiModel model)
{
    private const string Bind = "@odata.bind";
    private const string TypePrefix = WebApiModel.Namespace + ".";

    public static JsonDocument Parse(ReadOnlyMemory<byte> body)
    {
        try
        {
            var document = JsonDocument.Parse(body);
            return document.RootElement.ValueKind == JsonValueKind.Object ? document : throw JsonValues.Bad("The body has to be a JSON object.");
        }
        catch (JsonException error)
        {
            throw JsonValues.Bad($"The body is not valid JSON: {error.Message}", error);
        }
    }

    public RowDraft Read(TableModel table, JsonElement body)
    {
        var row = new Entity(table.LogicalName);
        var draft = new RowDraft(table, row);
        foreach (var property in body.EnumerateObject())
        {
            var name = property.Name;
            if (name.EndsWith(Bind, StringComparison.Ordinal))
            {
                ReadBind(table, row, name[..^Bind.Length], property.Value);
            }
            else if (name.Contains('@', StringComparison.Ordinal))
            {
                continue;
            }
            else if (table.ByProperty.TryGetValue(name, out var column))
            {
                if (column.Metadata.IsLookup)
                {
                    throw JsonValues.Bad(
                        $"CRM do not support direct update of Entity Reference properties, Use Navigation properties instead. Property '{name}'."
                    );
                }

                var value = JsonValues.OfColumn(column, property.Value);
                if (name == table.PrimaryId && value is Guid id)
                {
                    row.Id = id;
                }

                row[column.LogicalName] = value;
            }
            else if (table.Navigations.TryGetValue(name, out var navigation))
            {
                ReadReferenced(draft, navigation, property.Value);
            }
            else if (table.Collections.TryGetValue(name, out var relationship) && property.Value.ValueKind == JsonValueKind.Array)
            {
                var child = model.Table(relationship.ReferencingTable)!;
                draft.Referencing.AddRange(property.Value.EnumerateArray().Select(item => (relationship, Read(child, item))));
            }
            else
            {
                throw JsonValues.Bad($"Invalid property '{name}' was found in entity '{TypePrefix}{table.LogicalName}'.");
            }
        }

        return draft;
    }

    /// <summary>A row that names its own table by <c>@odata.type</c>, as parameters and bulk messages hold them.</summary>
    public Entity ReadTyped(JsonElement value, OperationParameter parameter)
    {
        if (value.ValueKind != JsonValueKind.Object)
        {
            throw JsonValues.Bad($"The items of parameter '{parameter.Name}' have to be objects.");
        }

        var draft = Read(TypeOf(value, parameter), value);
        if (draft.IsDeep)
        {
            throw JsonValues.Bad($"Rows of parameter '{parameter.Name}' cannot hold further rows.");
        }

        if (value.TryGetProperty("@odata.id", out var address))
        {
            Identify(draft.Row, address.GetString() ?? "");
        }

        return draft.Row;
    }

    /// <summary>An item may name its row by an address, with an alternate key as well.</summary>
    private void Identify(Entity row, string address)
    {
        var reference = ReferenceTo(PathReader.ReadReference(model, address));
        if (reference.LogicalName != row.LogicalName)
        {
            throw JsonValues.Bad($"'{address}' is no record of '{row.LogicalName}'.");
        }

        row.Id = reference.Id == Guid.Empty ? row.Id : reference.Id;
        row.KeyAttributes = reference.KeyAttributes;
    }

    public EntityReference ReadReference(JsonElement value, OperationParameter parameter)
    {
        if (value.ValueKind == JsonValueKind.Object && value.TryGetProperty("@odata.id", out var address))
        {
            return ReferenceTo(PathReader.ReadReference(model, address.GetString() ?? ""));
        }

        var row = ReadTyped(value, parameter);
        return new EntityReference(row.LogicalName, row.Id);
    }

    public static EntityReference ReferenceTo(RecordKey key) =>
        key.Id is { } id ? new EntityReference(key.Table.LogicalName, id) : new EntityReference(key.Table.LogicalName, KeyAttributes(key));

    public static KeyAttributeCollection KeyAttributes(RecordKey key)
    {
        var attributes = new KeyAttributeCollection();
        foreach (var (column, value) in key.Alternate)
        {
            attributes.Add(column.LogicalName, KeyValue(column, value));
        }

        return attributes;
    }

    private static object KeyValue(ColumnModel column, object value) =>
        column.Type switch
        {
            ColumnType.Lookup or ColumnType.Owner or ColumnType.Customer => new EntityReference(column.Metadata.Targets[0], (Guid)value),
            ColumnType.Picklist or ColumnType.State or ColumnType.Status => new OptionSetValue((int)value),
            ColumnType.DateTime => value is DateTimeOffset moment ? moment.UtcDateTime
            : value is DateOnly date ? date.ToDateTime(TimeOnly.MinValue, DateTimeKind.Utc)
            : value,
            _ => value,
        };

    private TableModel TypeOf(JsonElement value, OperationParameter parameter)
    {
        if (value.TryGetProperty("@odata.type", out var type) && type.GetString() is { } name)
        {
            var logicalName = name.TrimStart('#').Replace(TypePrefix, "", StringComparison.Ordinal).Replace("mscrm.", "", StringComparison.Ordinal);
            var table = model.Table(logicalName) ?? throw JsonValues.Bad($"A resource of type '{name}' in parameter '{parameter.Name}' is not known.");
            return parameter.Table is null || parameter.Table == table.LogicalName
                ? table
                : throw JsonValues.Bad($"Parameter '{parameter.Name}' takes rows of '{parameter.Table}', not of '{table.LogicalName}'.");
        }

        throw JsonValues.Bad($"A type named by '@odata.type' was expected in an item of parameter '{parameter.Name}'.");
    }

    private void ReadBind(TableModel table, Entity row, string name, JsonElement value)
    {
        if (!table.Navigations.TryGetValue(name, out var navigation))
        {
            var spelled = table.Navigations.Keys.FirstOrDefault(known => known.Equals(name, StringComparison.OrdinalIgnoreCase));
            var hint = spelled is null ? "" : $" Names of navigation properties are case-sensitive: it is '{spelled}'.";
            throw JsonValues.Bad(
                $"An undeclared property '{name}' which only has property annotations in the payload but no property value was found in the payload.{hint}"
            );
        }

        if (value.ValueKind == JsonValueKind.Null)
        {
            row[navigation.Column.LogicalName] = null;
            return;
        }

        if (value.ValueKind != JsonValueKind.String)
        {
            throw JsonValues.Bad($"'{name}{Bind}' has to be the address of a record, or null.");
        }

        var key = PathReader.ReadReference(model, value.GetString()!);
        if (!navigation.Targets.Contains(key.Table.LogicalName))
        {
            throw JsonValues.Bad($"'{name}' cannot point at a record of '{key.Table.LogicalName}'; it takes {string.Join(", ", navigation.Targets)}.");
        }

        row[navigation.Column.LogicalName] = ReferenceTo(key);
    }

    private void ReadReferenced(RowDraft draft, NavigationModel navigation, JsonElement value)
    {
        switch (value.ValueKind)
        {
            case JsonValueKind.Null:
                draft.Row[navigation.Column.LogicalName] = null;
                break;
            case JsonValueKind.Object when value.TryGetProperty("@odata.id", out var address):
                draft.Row[navigation.Column.LogicalName] = ReferenceTo(PathReader.ReadReference(model, address.GetString() ?? ""));
                break;
            case JsonValueKind.Object:
                var target =
                    navigation.Targets.Count == 1
                        ? model.Table(navigation.Targets[0])!
                        : TypeOf(value, new OperationParameter(navigation.Name, ParameterType.Entity, false));
                draft.Referenced.Add((navigation, Read(target, value)));
                break;
            default:
                throw JsonValues.Bad($"'{navigation.Name}' has to be a record or null.");
        }
    }
}
