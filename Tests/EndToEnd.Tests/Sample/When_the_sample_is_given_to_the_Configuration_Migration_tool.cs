using System.Globalization;
using System.IO.Packaging;
using System.Text.RegularExpressions;
using System.Xml.Linq;

namespace EndToEnd.Tests.Sample;

/// <summary>
/// Held against the file as the tool writes it: its parts, the types it knows, and how it writes a value. Seen in a published schema file (FastTrack
/// implementation assets, Power-BI/ALM/data_schema.xml) and in a reader and writer that exchange files with the tool (ppds-sdk, Formats/Cmt*).
/// </summary>
[TestClass]
public sealed class When_the_sample_is_given_to_the_Configuration_Migration_tool
{
    private static readonly string[] Parts = ["/data.xml", "/data_schema.xml"];

    private static readonly Dictionary<string, Regex> Values = new(StringComparer.Ordinal)
    {
        ["string"] = new(""),
        ["memo"] = new(""),
        ["number"] = new("^-?[0-9]+$"),
        ["bigint"] = new("^-?[0-9]+$"),
        ["decimal"] = new(@"^-?[0-9]+(\.[0-9]+)?$"),
        ["float"] = new(@"^-?[0-9]+(\.[0-9]+)?$"),
        ["money"] = new(@"^-?[0-9]+(\.[0-9]+)?$"),
        ["bool"] = new("^(True|False)$"),
        ["datetime"] = new(@"^[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}\.[0-9]{7}Z$"),
        ["guid"] = new("^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$"),
        ["entityreference"] = new("^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$"),
        ["owner"] = new("^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$"),
        ["customer"] = new("^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$"),
        ["optionsetvalue"] = new("^[0-9]+$"),
        ["state"] = new("^[0-9]+$"),
        ["status"] = new("^[0-9]+$"),
    };

    private static readonly string[] References = ["entityreference", "owner", "customer"];

    private static readonly Package Zip = Package.Open(Path.Combine(AppContext.BaseDirectory, "ProjectInvoiceSample.zip"), FileMode.Open, FileAccess.Read);
    private static readonly XElement Schema = Part("/data_schema.xml");
    private static readonly XElement Data = Part("/data.xml");

    [ClassCleanup]
    public static void Close() => Zip.Close();

    [TestMethod]
    public void It_holds_data_and_schema_as_parts_of_a_package_and_nothing_else()
    {
        var parts = Zip.GetParts().Select(part => part.Uri.ToString()).Order(StringComparer.Ordinal).ToArray();

        CollectionAssert.AreEqual(Parts, parts);
    }

    [TestMethod]
    public void Every_column_of_the_schema_has_a_type_that_the_tool_knows()
    {
        var unknown = Fields().Where(field => !Values.ContainsKey(field.Type)).Select(field => $"{field.Table}.{field.Column}: {field.Type}").ToList();

        Assert.IsNotEmpty(Fields());
        Assert.IsEmpty(unknown, string.Join('\n', unknown));
    }

    [TestMethod]
    public void Every_table_names_its_id_and_marks_it_as_its_key()
    {
        var keys = Schema
            .Elements("entity")
            .ToDictionary(
                table => (string)table.Attribute("primaryidfield")!,
                table => (string?)table.Descendants("field").Single(field => (string?)field.Attribute("primaryKey") == "true").Attribute("name")
            );

        CollectionAssert.AreEqual(keys.Keys.ToArray(), keys.Values.ToArray());
    }

    [TestMethod]
    public void Every_value_is_written_as_the_tool_writes_its_type()
    {
        var types = Fields().ToDictionary(field => (field.Table, field.Column), field => field.Type);

        var strange = new List<string>();
        foreach (var (table, record, field) in DataFields())
        {
            var name = (string)field.Attribute("name")!;
            var value = (string)field.Attribute("value")!;
            if (!types.TryGetValue((table, name), out var type) || !Values[type].IsMatch(value) || (type == "datetime" && !IsDate(value)))
            {
                strange.Add($"{table} {(string?)record.Attribute("id")} {name} ({type}): {value}");
            }
        }

        Assert.IsEmpty(strange, string.Join('\n', strange.Take(20)));
    }

    [TestMethod]
    public void Every_reference_names_its_table_and_that_table_is_one_of_its_targets()
    {
        var targets = Fields()
            .Where(field => References.Contains(field.Type, StringComparer.Ordinal))
            .ToDictionary(field => (field.Table, field.Column), field => field.Targets);

        var strange = DataFields()
            .Where(found => targets.TryGetValue((found.Table, (string)found.Field.Attribute("name")!), out _))
            .Where(found =>
                !targets[(found.Table, (string)found.Field.Attribute("name")!)]
                    .Contains((string?)found.Field.Attribute("lookupentity") ?? "", StringComparer.Ordinal)
            )
            .Select(found => $"{found.Table} {(string?)found.Field.Attribute("name")}: {(string?)found.Field.Attribute("lookupentity")}")
            .Distinct()
            .ToList();

        Assert.IsNotEmpty(targets);
        Assert.IsEmpty(strange, string.Join('\n', strange));
    }

    private static bool IsDate(string value) =>
        DateTime.TryParse(value, CultureInfo.InvariantCulture, DateTimeStyles.AdjustToUniversal | DateTimeStyles.AssumeUniversal, out _);

    private static List<(string Table, string Column, string Type, string[] Targets)> Fields() =>
        [
            .. from table in Schema.Elements("entity")
            from field in table.Descendants("field")
            select (
                (string)table.Attribute("name")!,
                (string)field.Attribute("name")!,
                (string)field.Attribute("type")!,
                ((string?)field.Attribute("lookupType") ?? "").Split('|')
            ),
        ];

    private static IEnumerable<(string Table, XElement Record, XElement Field)> DataFields() =>
        from table in Data.Elements("entity")
        from record in table.Descendants("record")
        from field in record.Elements("field")
        select ((string)table.Attribute("name")!, record, field);

    private static XElement Part(string name)
    {
        using var stream = Zip.GetPart(new Uri(name, UriKind.Relative)).GetStream(FileMode.Open, FileAccess.Read);
        return XElement.Load(stream);
    }
}
