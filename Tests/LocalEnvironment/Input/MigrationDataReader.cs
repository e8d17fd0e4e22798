using System.Xml;

namespace LocalEnvironment.Input;

/// <summary>
/// Reads data.xml and data_schema.xml of the Configuration Migration tool. It knows the format only; whether tables, columns and
/// choices exist is for <see cref="MigrationDataCheck"/> to say.
/// </summary>
internal static class MigrationDataReader
{
    public const string DataFile = "data.xml";
    public const string SchemaFile = "data_schema.xml";

    private static readonly HashSet<string> Types =
    [
        "string",
        "memo",
        "number",
        "bigint",
        "decimal",
        "money",
        "float",
        "bool",
        "datetime",
        "guid",
        "entityreference",
        "owner",
        "customer",
        "optionsetvalue",
        "state",
        "status",
        "partylist",
    ];

    /// <exception cref="InputException">A file is missing, is no XML or not of the format.</exception>
    public static MigrationData Read(string folder)
    {
        if (!Directory.Exists(folder))
        {
            throw new InputException(InputErrors.FolderMissing.For(folder));
        }

        var missing = new[] { SchemaFile, DataFile, FinanceSetupReader.FileName }.Where(name => !File.Exists(Path.Combine(folder, name))).ToList();
        if (missing.Count > 0)
        {
            throw new InputException([.. missing.Select(name => InputErrors.FileMissing.For(name, folder))]);
        }

        var faults = new List<Fault>();
        var (schema, order) = ReadFile(Path.Combine(folder, SchemaFile), reader => ReadSchema(reader, faults));
        var records = ReadFile(Path.Combine(folder, DataFile), reader => ReadData(reader, schema, faults));
        if (faults.Count > 0)
        {
            throw new InputException(faults);
        }

        List<string> importOrder = [.. order.Where(schema.ContainsKey), .. schema.Keys.Where(table => !order.Contains(table))];
        return new MigrationData(schema, importOrder, records);
    }

    private static T ReadFile<T>(string path, Func<XmlReader, T> read)
    {
        var settings = new XmlReaderSettings
        {
            DtdProcessing = DtdProcessing.Prohibit,
            IgnoreComments = true,
            IgnoreWhitespace = true,
            IgnoreProcessingInstructions = true,
        };
        try
        {
            using var stream = File.OpenRead(path);
            using var reader = XmlReader.Create(stream, settings);
            return read(reader);
        }
        catch (XmlException broken)
        {
            var place = $"{Path.GetFileName(path)} line {broken.LineNumber}";
            throw new InputException(InputErrors.XmlBroken.For(place, broken.LinePosition, FirstSentence(broken.Message)));
        }
        catch (UnauthorizedAccessException)
        {
            throw new InputException(InputErrors.FileUnreadable.For(Path.GetFileName(path)));
        }
    }

    private static (Dictionary<string, SchemaTable> Tables, List<string> Order) ReadSchema(XmlReader reader, List<Fault> faults)
    {
        var tables = new Dictionary<string, SchemaTable>();
        var order = new List<string>();
        ExpectRoot(reader, SchemaFile);
        while (reader.Read())
        {
            if (reader.NodeType != XmlNodeType.Element)
            {
                continue;
            }

            if (reader.Name == "entity")
            {
                ReadSchemaTable(reader, tables, faults);
            }
            else if (reader.Name == "entityName")
            {
                order.Add(reader.ReadString().Trim());
            }
        }

        return (tables, order);
    }

    private static void ReadSchemaTable(XmlReader reader, Dictionary<string, SchemaTable> tables, List<Fault> faults)
    {
        var line = LineOf(reader);
        var name = reader.GetAttribute("name");
        if (string.IsNullOrEmpty(name))
        {
            faults.Add(InputErrors.EntityWithoutName.For($"{SchemaFile} line {line}"));
            return;
        }

        var primaryId = reader.GetAttribute("primaryidfield");
        var primaryName = reader.GetAttribute("primarynamefield");
        var fields = new Dictionary<string, SchemaField>();
        if (!reader.IsEmptyElement)
        {
            using var inner = reader.ReadSubtree();
            while (inner.Read())
            {
                if (inner.NodeType == XmlNodeType.Element && inner.Name == "field")
                {
                    ReadSchemaField(inner, name, fields, faults);
                }
            }
        }

        if (!tables.TryAdd(name, new SchemaTable(name, primaryId, primaryName, fields)))
        {
            faults.Add(InputErrors.TableTwice.For($"{SchemaFile} line {line}, table {name}"));
        }
    }

    private static void ReadSchemaField(XmlReader reader, string table, Dictionary<string, SchemaField> fields, List<Fault> faults)
    {
        var where = $"{SchemaFile} line {LineOf(reader)}, table {table}";
        var name = reader.GetAttribute("name");
        var type = reader.GetAttribute("type");
        if (string.IsNullOrEmpty(name) || string.IsNullOrEmpty(type))
        {
            faults.Add(InputErrors.SchemaFieldIncomplete.For(where));
            return;
        }

        if (!Types.Contains(type))
        {
            faults.Add(InputErrors.TypeUnknown.For($"{where}, field {name}", type, string.Join(", ", Types)));
            return;
        }

        var lookupTables = reader.GetAttribute("lookupType")?.Split('|', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries) ?? [];
        fields[name] = new SchemaField(name, type, string.Equals(reader.GetAttribute("primaryKey"), "true", StringComparison.OrdinalIgnoreCase), lookupTables);
    }

    private static Dictionary<string, IReadOnlyList<DataRecord>> ReadData(XmlReader reader, Dictionary<string, SchemaTable> schema, List<Fault> faults)
    {
        var tables = new Dictionary<string, IReadOnlyList<DataRecord>>();
        ExpectRoot(reader, DataFile);
        while (reader.Read())
        {
            if (reader.NodeType != XmlNodeType.Element || reader.Name != "entity")
            {
                continue;
            }

            var line = LineOf(reader);
            var name = reader.GetAttribute("name");
            if (string.IsNullOrEmpty(name))
            {
                faults.Add(InputErrors.EntityWithoutName.For($"{DataFile} line {line}"));
                continue;
            }

            if (!schema.TryGetValue(name, out var table))
            {
                faults.Add(InputErrors.TableNotInSchema.For($"{DataFile} line {line}, table {name}", SchemaFile));
                continue;
            }

            if (!tables.TryAdd(name, ReadRecords(reader, table, faults)))
            {
                faults.Add(InputErrors.TableTwice.For($"{DataFile} line {line}, table {name}"));
            }
        }

        return tables;
    }

    private static List<DataRecord> ReadRecords(XmlReader reader, SchemaTable table, List<Fault> faults)
    {
        var records = new List<DataRecord>();
        var known = new HashSet<Guid>();
        if (reader.IsEmptyElement)
        {
            return records;
        }

        using var inner = reader.ReadSubtree();
        while (inner.Read())
        {
            if (inner.NodeType != XmlNodeType.Element)
            {
                continue;
            }

            if (inner.Name == "m2mrelationship")
            {
                faults.Add(InputErrors.ManyToMany.For($"{DataFile} line {LineOf(inner)}, table {table.Name}"));
            }
            else if (inner.Name == "record" && ReadRecord(inner, table, faults) is { } record)
            {
                if (!known.Add(record.Id))
                {
                    faults.Add(InputErrors.RecordTwice.For($"{DataFile} {record.Label}", record.Id));
                }

                records.Add(record);
            }
        }

        return records;
    }

    private static DataRecord? ReadRecord(XmlReader reader, SchemaTable table, List<Fault> faults)
    {
        var line = LineOf(reader);
        var idText = reader.GetAttribute("id");
        var fields = ReadFields(reader, table, faults);
        var label = LabelOf(table, fields, idText, line);
        if (!Guid.TryParse(idText, out var id))
        {
            faults.Add(InputErrors.IdUnreadable.For($"{DataFile} {label}", idText));
            return null;
        }

        foreach (var field in fields.Where(field => !table.Fields.ContainsKey(field.Name)))
        {
            faults.Add(InputErrors.ColumnNotInSchema.For($"{DataFile} {label}, field {field.Name}", SchemaFile));
        }

        return new DataRecord(table.Name, id, label, fields);
    }

    private static List<DataField> ReadFields(XmlReader reader, SchemaTable table, List<Fault> faults)
    {
        var fields = new List<DataField>();
        if (reader.IsEmptyElement)
        {
            return fields;
        }

        using var inner = reader.ReadSubtree();
        while (inner.Read())
        {
            if (inner.NodeType != XmlNodeType.Element || inner.Name != "field")
            {
                continue;
            }

            var where = $"{DataFile} line {LineOf(inner)}, table {table.Name}";
            var name = inner.GetAttribute("name");
            var value = inner.GetAttribute("value");
            if (string.IsNullOrEmpty(name) || value is null)
            {
                faults.Add(InputErrors.FieldIncomplete.For(where));
                continue;
            }

            if (fields.Exists(field => field.Name == name))
            {
                faults.Add(InputErrors.FieldTwice.For($"{where}, field {name}"));
            }

            var lookupTable = inner.GetAttribute("lookupentity");
            fields.Add(new DataField(name, value, string.IsNullOrEmpty(lookupTable) ? null : lookupTable));
        }

        return fields;
    }

    /// <summary>"line 12, invoice 'PF-1003'": the number of the record where it has one, its name else, its id as the last resort.</summary>
    private static string LabelOf(SchemaTable table, List<DataField> fields, string? id, int line)
    {
        var name =
            new[] { "msdyn_invoicenumber", "invoicenumber", table.PrimaryName }
                .Select(column => fields.Find(field => field.Name == column)?.Value)
                .FirstOrDefault(value => !string.IsNullOrWhiteSpace(value))
            ?? id;
        return $"line {line}, {table.Name} '{name}'";
    }

    private static void ExpectRoot(XmlReader reader, string file)
    {
        reader.MoveToContent();
        if (reader.Name != "entities")
        {
            throw new InputException(InputErrors.RootUnknown.For($"{file} line {LineOf(reader)}", reader.Name));
        }
    }

    private static int LineOf(XmlReader reader) => ((IXmlLineInfo)reader).LineNumber;

    private static string FirstSentence(string text)
    {
        var end = text.IndexOf(". ", StringComparison.Ordinal);
        return (end < 0 ? text : text[..end]).TrimEnd('.');
    }
}
