using System.Globalization;
using LocalEnvironment.Dataverse;

namespace LocalEnvironment.Input;

/// <summary>Holds the given data against the definitions of the environment before anything is written.</summary>
public sealed class MigrationDataCheck(
    MigrationData data,
    IReadOnlyDictionary<string, TableDefinition> definitions,
    Func<string, Guid, Task<bool>> existsInEnvironment
)
{
    private static readonly Dictionary<string, string[]> TypesOfFormat = new()
    {
        ["string"] = ["String"],
        ["memo"] = ["Memo"],
        ["number"] = ["Integer"],
        ["bigint"] = ["BigInt"],
        ["decimal"] = ["Decimal"],
        ["money"] = ["Money"],
        ["float"] = ["Double"],
        ["bool"] = ["Boolean"],
        ["datetime"] = ["DateTime"],
        ["guid"] = ["Uniqueidentifier"],
        ["entityreference"] = ["Lookup"],
        ["owner"] = ["Owner"],
        ["customer"] = ["Customer"],
        ["optionsetvalue"] = ["Picklist"],
        ["state"] = ["State"],
        ["status"] = ["Status"],
    };

    private readonly List<InputFault> faults = [];
    private readonly Dictionary<string, HashSet<Guid>> ids = data.Records.ToDictionary(
        table => table.Key,
        table => table.Value.Select(record => record.Id).ToHashSet()
    );

    /// <summary>Faults in the order of the files; none where the data can be written.</summary>
    public async Task<IReadOnlyList<InputFault>> FindFaultsAsync()
    {
        foreach (var table in data.Schema.Values)
        {
            CheckSchema(table);
        }

        if (faults.Count > 0)
        {
            return faults;
        }

        foreach (var record in data.All)
        {
            await CheckRecordAsync(record, data.Schema[record.Table], definitions[record.Table]);
        }

        return faults;
    }

    private void CheckSchema(SchemaTable table)
    {
        if (!definitions.TryGetValue(table.Name, out var definition))
        {
            Fault(
                InputCodes.UnknownTable,
                $"{MigrationDataReader.SchemaFile} table {table.Name}",
                "The environment has no such table. Correct the name, or install what brings the table."
            );
            return;
        }

        foreach (var field in table.Fields.Values)
        {
            var where = $"{MigrationDataReader.SchemaFile} table {table.Name}, field {field.Name}";
            if (!definition.Columns.TryGetValue(field.Name, out var column))
            {
                Fault(InputCodes.UnknownColumn, where, "The table has no such column. Correct the name, or remove the field.");
            }
            else if (!TypesOfFormat.TryGetValue(field.Type, out var types) || !types.Contains(column.Type))
            {
                Fault(InputCodes.UnreadableValue, where, $"The file says type '{field.Type}', the column is of type {column.Type}. Export the schema again.");
            }
        }
    }

    private async Task CheckRecordAsync(DataRecord record, SchemaTable schema, TableDefinition definition)
    {
        foreach (var field in record.Fields)
        {
            var column = definition.Columns[field.Name];
            if (column.IsLookup)
            {
                await CheckLookupAsync(record, field, schema, definition);
            }
            else if (!FieldValue.TryRead(column, field.Value, out _, out var expected))
            {
                Fault(InputCodes.UnreadableValue, Where(record, field.Name), $"'{field.Value}' is no {expected}. Correct the value.");
            }
            else if (column.Choices is { } choices && !choices.ContainsKey(int.Parse(field.Value, CultureInfo.InvariantCulture)))
            {
                Fault(
                    InputCodes.UnknownChoice,
                    Where(record, field.Name),
                    $"The column has no choice {field.Value}. Use one of {string.Join(", ", choices.Select(choice => $"{choice.Key} ({choice.Value})"))}."
                );
            }
            else if (column.MaxLength is { } length && field.Value.Length > length)
            {
                Fault(
                    InputCodes.UnreadableValue,
                    Where(record, field.Name),
                    $"The text has {field.Value.Length} characters, the column holds {length}. Shorten it."
                );
            }
        }
    }

    private async Task CheckLookupAsync(DataRecord record, DataField field, SchemaTable schema, TableDefinition definition)
    {
        if (!Guid.TryParse(field.Value, out var id))
        {
            Fault(InputCodes.UnreadableValue, Where(record, field.Name), $"'{field.Value}' is no GUID. Give the id of the row that is meant.");
            return;
        }

        var targets = definition.TargetsOf(field.Name).ToList();
        var target = TargetOf(field, schema, targets);
        if (target is null || !targets.Contains(target))
        {
            Fault(
                InputCodes.UnknownTable,
                Where(record, field.Name),
                $"The column does not look up table '{target ?? ""}'. Name one of {string.Join(", ", targets)} in lookupentity."
            );
            return;
        }

        var known = ids.TryGetValue(target, out var rows) && rows.Contains(id);
        if (!known && !await existsInEnvironment(target, id))
        {
            Fault(
                InputCodes.LookupWithoutRow,
                Where(record, field.Name),
                $"There is no {target} with the id {id}, neither in {MigrationDataReader.DataFile} nor in the environment. Add the row, or remove the field."
            );
        }
    }

    /// <summary>The table a lookup means: its own word for it, else the only one that schema or column allows.</summary>
    internal static string? TargetOf(DataField field, SchemaTable schema, IReadOnlyList<string> targets)
    {
        if (field.LookupTable is not null)
        {
            return field.LookupTable;
        }

        var announced = schema.Fields[field.Name].LookupTables;
        return announced.Count == 1 ? announced[0]
            : targets.Count == 1 ? targets[0]
            : null;
    }

    private static string Where(DataRecord record, string field) => $"{MigrationDataReader.DataFile} {record.Label}, field {field}";

    private void Fault(string code, string record, string text) => faults.Add(new InputFault(code, record, text));
}
