using System.Xml;

namespace LocalEnvironment.Input;

/// <summary>
/// Reads data.xml and data_schema.xml of the Configuration Migration tool. It knows the format only; whether tables, columns and
/// choices exist is for <see cref="MigrationDataCheck"/> to say.
/// </summary>
public static class MigrationDataReader
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
            throw new InputException(
                new InputFault(InputCodes.FileMissing, folder, "There is no such folder. Name a folder with data.xml, data_schema.xml and finance.json.")
            );
        }

        var missing = new[] { SchemaFile, DataFile, FinanceSetupReader.FileName }.Where(name => !File.Exists(Path.Combine(folder, name))).ToList();
        if (missing.Count > 0)
        {
            throw new InputException([
                .. missing.Select(name => new InputFault(
                    InputCodes.FileMissing,
                    name,
                    $"The file is not in {folder}. Put it there; all three files are needed."
                )),
            ]);
        }

        var faults = new List<InputFault>();
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
            throw new InputException(
                new InputFault(
                    InputCodes.FileBroken,
                    $"{Path.GetFileName(path)} line {broken.LineNumber}",
                    $"The XML is broken at position {broken.LinePosition}: {FirstSentence(broken.Message)} Mend or export the file again."
                )
            );
        }
        catch (UnauthorizedAccessException)
        {
            throw new InputException(new InputFault(InputCodes.FileMissing, Path.GetFileName(path), "The file may not be read. Allow reading it."));
        }
    }

    private static (Dictionary<string, SchemaTable> Tables, List<string> Order) ReadSchema(XmlReader reader, List<InputFault> faults)
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

    private static void ReadSchemaTable(XmlReader reader, Dictionary<string, SchemaTable> tables, List<InputFault> faults)
    {
        var line = LineOf(reader);
        var name = reader.GetAttribute("name");
        if (string.IsNullOrEmpty(name))
        {
            faults.Add(
                new InputFault(
                    InputCodes.NotTheFormat,
                    $"{SchemaFile} line {line}",
                    "An entity has no attribute 'name'. Give it the logical name of the table."
                )
            );
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
            faults.Add(new InputFault(InputCodes.RecordTwice, $"{SchemaFile} line {line}, table {name}", "The table stands in the file twice. Join the two."));
        }
    }

    private static void ReadSchemaField(XmlReader reader, string table, Dictionary<string, SchemaField> fields, List<InputFault> faults)
    {
        var where = $"{SchemaFile} line {LineOf(reader)}, table {table}";
        var name = reader.GetAttribute("name");
        var type = reader.GetAttribute("type");
        if (string.IsNullOrEmpty(name) || string.IsNullOrEmpty(type))
        {
            faults.Add(new InputFault(InputCodes.NotTheFormat, where, "A field needs the attributes 'name' and 'type'. Export the schema again."));
            return;
        }

        if (!Types.Contains(type))
        {
            faults.Add(
                new InputFault(InputCodes.NotTheFormat, $"{where}, field {name}", $"'{type}' is no type of this format. Use one of {string.Join(", ", Types)}.")
            );
            return;
        }

        var lookupTables = reader.GetAttribute("lookupType")?.Split('|', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries) ?? [];
        fields[name] = new SchemaField(name, type, string.Equals(reader.GetAttribute("primaryKey"), "true", StringComparison.OrdinalIgnoreCase), lookupTables);
    }

    private static Dictionary<string, IReadOnlyList<DataRecord>> ReadData(XmlReader reader, Dictionary<string, SchemaTable> schema, List<InputFault> faults)
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
                faults.Add(
                    new InputFault(
                        InputCodes.NotTheFormat,
                        $"{DataFile} line {line}",
                        "An entity has no attribute 'name'. Give it the logical name of the table."
                    )
                );
                continue;
            }

            if (!schema.TryGetValue(name, out var table))
            {
                faults.Add(
                    new InputFault(
                        InputCodes.UnknownTable,
                        $"{DataFile} line {line}, table {name}",
                        $"The table is not in {SchemaFile}. Add it there, or remove its records."
                    )
                );
                continue;
            }

            if (!tables.TryAdd(name, ReadRecords(reader, table, faults)))
            {
                faults.Add(
                    new InputFault(InputCodes.RecordTwice, $"{DataFile} line {line}, table {name}", "The table stands in the file twice. Join the two.")
                );
            }
        }

        return tables;
    }

    private static List<DataRecord> ReadRecords(XmlReader reader, SchemaTable table, List<InputFault> faults)
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
                faults.Add(
                    new InputFault(
                        InputCodes.NotTheFormat,
                        $"{DataFile} line {LineOf(inner)}, table {table.Name}",
                        "Many-to-many relationships are not loaded. Remove the m2mrelationship."
                    )
                );
            }
            else if (inner.Name == "record" && ReadRecord(inner, table, faults) is { } record)
            {
                if (!known.Add(record.Id))
                {
                    faults.Add(
                        new InputFault(
                            InputCodes.RecordTwice,
                            $"{DataFile} {record.Label}",
                            $"Another record of the table has the id {record.Id}. Remove one of the two."
                        )
                    );
                }

                records.Add(record);
            }
        }

        return records;
    }

    private static DataRecord? ReadRecord(XmlReader reader, SchemaTable table, List<InputFault> faults)
    {
        var line = LineOf(reader);
        var idText = reader.GetAttribute("id");
        var fields = new List<DataField>();
        var names = new HashSet<string>();
        if (!reader.IsEmptyElement)
        {
            using var inner = reader.ReadSubtree();
            while (inner.Read())
            {
                if (inner.NodeType != XmlNodeType.Element || inner.Name != "field")
                {
                    continue;
                }

                var name = inner.GetAttribute("name");
                var value = inner.GetAttribute("value");
                if (string.IsNullOrEmpty(name) || value is null)
                {
                    faults.Add(
                        new InputFault(
                            InputCodes.NotTheFormat,
                            $"{DataFile} line {LineOf(inner)}, table {table.Name}",
                            "A field needs the attributes 'name' and 'value'. Give it both."
                        )
                    );
                    continue;
                }

                var lookupTable = inner.GetAttribute("lookupentity");
                fields.Add(new DataField(name, value, string.IsNullOrEmpty(lookupTable) ? null : lookupTable));
                if (!names.Add(name))
                {
                    faults.Add(
                        new InputFault(
                            InputCodes.RecordTwice,
                            $"{DataFile} line {LineOf(inner)}, table {table.Name}, field {name}",
                            "The record has the field twice. Remove one of the two."
                        )
                    );
                }
            }
        }

        var label = LabelOf(table, fields, idText, line);
        if (!Guid.TryParse(idText, out var id))
        {
            faults.Add(new InputFault(InputCodes.NotTheFormat, $"{DataFile} {label}", $"The record's id '{idText}' is no GUID. Give it one."));
            return null;
        }

        foreach (var field in fields.Where(field => !table.Fields.ContainsKey(field.Name)))
        {
            faults.Add(
                new InputFault(
                    InputCodes.UnknownColumn,
                    $"{DataFile} {label}, field {field.Name}",
                    $"The column is not in {SchemaFile}. Add it there, or remove the field."
                )
            );
        }

        return new DataRecord(table.Name, id, label, fields);
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
            throw new InputException(
                new InputFault(
                    InputCodes.NotTheFormat,
                    $"{file} line {LineOf(reader)}",
                    $"The root element is '{reader.Name}', expected 'entities'. Give a file of the Configuration Migration tool."
                )
            );
        }
    }

    private static int LineOf(XmlReader reader) => ((IXmlLineInfo)reader).LineNumber;

    private static string FirstSentence(string text)
    {
        var end = text.IndexOf(". ", StringComparison.Ordinal);
        return end < 0 ? text : text[..(end + 1)];
    }
}
