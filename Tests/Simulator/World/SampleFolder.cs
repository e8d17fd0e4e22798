using System.Xml.Linq;
using LocalEnvironment;

namespace Simulator.World;

/// <summary>The sample without the invoices that are no pattern for others.</summary>
internal sealed class SampleFolder : IDisposable
{
    private static readonly string[] Dependent =
    [
        "invoicedetail",
        "msdyn_actual",
        "msdyn_invoicelinetransaction",
        "msdyn_transactionconnection",
        "msdyn_transactionorigin",
    ];

    private SampleFolder(string path) => Path = path;

    public string Path { get; }

    public static SampleFolder With(IReadOnlySet<string> invoices)
    {
        var folder = Directory.CreateTempSubdirectory("pinv-simulator-sample-").FullName;
        foreach (var file in new[] { "data_schema.xml", "finance.json" })
        {
            File.Copy(System.IO.Path.Combine(MainJobCommand.SampleFolder, file), System.IO.Path.Combine(folder, file));
        }

        var data = XDocument.Load(System.IO.Path.Combine(MainJobCommand.SampleFolder, "data.xml"));
        KeepOnly(data, invoices);
        data.Save(System.IO.Path.Combine(folder, "data.xml"));
        return new SampleFolder(folder);
    }

    public void Dispose() => Directory.Delete(Path, recursive: true);

    private static void KeepOnly(XDocument data, IReadOnlySet<string> invoices)
    {
        var removed = Records(data, "invoice").Where(record => !invoices.Contains(Value(record, "invoicenumber"))).ToList();
        var ids = removed.Select(record => (string)record.Attribute("id")!).ToHashSet();
        removed.ForEach(record => record.Remove());
        foreach (var table in Dependent)
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

    private static IEnumerable<XElement> Records(XDocument data, string table) =>
        data.Descendants("entity").Where(entity => (string?)entity.Attribute("name") == table).Descendants("record");

    private static string Value(XElement record, string name) =>
        (string)record.Elements("field").Single(field => (string?)field.Attribute("name") == name).Attribute("value")!;
}
