using System.Text.Json.Nodes;
using System.Xml.Linq;
using LocalEnvironment;

namespace EndToEnd.Tests;

/// <summary>A copy of the sample in a folder of its own that a test may change; without the invoice of 1,200 lines, which only costs time there.</summary>
internal sealed class GivenData : IDisposable
{
    private GivenData(string folder) => Folder = folder;

    public string Folder { get; }

    public string DataFile => Path.Combine(Folder, "data.xml");

    public string SchemaFile => Path.Combine(Folder, "data_schema.xml");

    public string FinanceFile => Path.Combine(Folder, "finance.json");

    /// <summary>A copy of the sample with these invoices only.</summary>
    public static GivenData With(params string[] invoices)
    {
        var folder = Directory.CreateTempSubdirectory("pinv-given-").FullName;
        var given = new GivenData(folder);
        File.Copy(Path.Combine(MainJobCommand.SampleFolder, "data_schema.xml"), given.SchemaFile);
        File.Copy(Path.Combine(MainJobCommand.SampleFolder, "finance.json"), given.FinanceFile);
        var data = XDocument.Load(Path.Combine(MainJobCommand.SampleFolder, "data.xml"));
        KeepOnly(data, [.. invoices]);
        data.Save(given.DataFile);
        return given;
    }

    public void ChangeData(Action<XDocument> change) => ChangeXml(DataFile, change);

    public void ChangeSchema(Action<XDocument> change) => ChangeXml(SchemaFile, change);

    public void ChangeFinance(Action<JsonNode> change)
    {
        var root = JsonNode.Parse(File.ReadAllText(FinanceFile))!;
        change(root);
        File.WriteAllText(FinanceFile, root.ToJsonString());
    }

    public void Dispose() => Directory.Delete(Folder, recursive: true);

    internal static IEnumerable<XElement> Records(XContainer data, string table) =>
        data.Descendants("entity").Where(entity => (string?)entity.Attribute("name") == table).Descendants("record");

    internal static XElement? Field(XElement record, string name) => record.Elements("field").FirstOrDefault(field => (string?)field.Attribute("name") == name);

    internal static string? Value(XElement record, string name) => (string?)Field(record, name)?.Attribute("value");

    /// <summary>The invoice line detail of an invoice, by the order of the file.</summary>
    internal static XElement Detail(XContainer data, string invoice)
    {
        var id = (string)Records(data, "invoice").Single(record => Value(record, "invoicenumber") == invoice).Attribute("id")!;
        return Records(data, "msdyn_invoicelinetransaction").First(record => Value(record, "msdyn_invoice") == id);
    }

    private static void ChangeXml(string file, Action<XDocument> change)
    {
        var document = XDocument.Load(file);
        change(document);
        document.Save(file);
    }

    private static void KeepOnly(XDocument data, HashSet<string> invoices)
    {
        var removed = Records(data, "invoice").Where(record => !invoices.Contains(Value(record, "invoicenumber")!)).ToList();
        var ids = removed.Select(record => (string)record.Attribute("id")!).ToHashSet();
        removed.ForEach(record => record.Remove());
        foreach (
            var table in new[] { "invoicedetail", "msdyn_actual", "msdyn_invoicelinetransaction", "msdyn_transactionconnection", "msdyn_transactionorigin" }
        )
        {
            foreach (
                var record in Records(data, table)
                    .Where(record => record.Elements("field").Any(field => ids.Contains((string)field.Attribute("value")!)))
                    .ToList()
            )
            {
                ids.Add((string)record.Attribute("id")!);
                record.Remove();
            }
        }
    }
}
