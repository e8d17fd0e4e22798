using System.Globalization;
using LocalEnvironment.Dataverse;

namespace LocalEnvironment.Input;

/// <summary>Holds the given data against the definitions of the environment before anything is written.</summary>
internal sealed class MigrationDataCheck(
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

    private readonly List<Fault> faults = [];
    private readonly Dictionary<string, HashSet<Guid>> ids = data.Records.ToDictionary(
        table => table.Key,
        table => table.Value.Select(record => record.Id).ToHashSet()
    );

    /// <summary>Faults in the order of the files; none where the data can be written.</summary>
    public async Task<IReadOnlyList<Fault>> FindFaultsAsync()
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
            faults.Add(InputErrors.TableUnknown.For($"{MigrationDataReader.SchemaFile} table {table.Name}"));
            return;
        }

        foreach (var field in table.Fields.Values)
        {
            var where = $"{MigrationDataReader.SchemaFile} table {table.Name}, field {field.Name}";
            if (!definition.Columns.TryGetValue(field.Name, out var column))
            {
                faults.Add(InputErrors.ColumnUnknown.For(where));
            }
            else if (!TypesOfFormat.TryGetValue(field.Type, out var types) || !types.Contains(column.Type))
            {
                faults.Add(InputErrors.TypesDiffer.For(where, field.Type, column.Type));
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
                faults.Add(InputErrors.ValueUnreadable.For(Where(record, field.Name), field.Value, expected));
            }
            else if (column.Choices is { } choices && !choices.ContainsKey(int.Parse(field.Value, CultureInfo.InvariantCulture)))
            {
                var known = string.Join(", ", choices.Select(choice => $"{choice.Key} ({choice.Value})"));
                faults.Add(InputErrors.ChoiceUnknown.For(Where(record, field.Name), field.Value, known));
            }
            else if (column.MaxLength is { } length && field.Value.Length > length)
            {
                faults.Add(InputErrors.TextTooLong.For(Where(record, field.Name), field.Value.Length, length));
            }
        }
    }

    private async Task CheckLookupAsync(DataRecord record, DataField field, SchemaTable schema, TableDefinition definition)
    {
        if (!Guid.TryParse(field.Value, out var id))
        {
            faults.Add(InputErrors.LookupUnreadable.For(Where(record, field.Name), field.Value));
            return;
        }

        var targets = definition.TargetsOf(field.Name).ToList();
        var target = TargetOf(field, schema, targets);
        if (target is null || !targets.Contains(target))
        {
            faults.Add(InputErrors.LookupTableWrong.For(Where(record, field.Name), target, string.Join(", ", targets)));
            return;
        }

        var known = ids.TryGetValue(target, out var rows) && rows.Contains(id);
        if (!known && !await existsInEnvironment(target, id))
        {
            faults.Add(InputErrors.LookupWithoutRow.For(Where(record, field.Name), target, id, MigrationDataReader.DataFile));
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
}
