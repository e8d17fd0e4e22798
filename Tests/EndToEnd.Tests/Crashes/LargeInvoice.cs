using System.Security.Cryptography;
using System.Text;
using System.Xml.Linq;

namespace EndToEnd.Tests.Crashes;

/// <summary>The sample's invoice of 1,200 lines made larger: lines are copied with what hangs on them, each copy with ids of its own.</summary>
internal static class LargeInvoice
{
    public const string Number = "PF-1008";

    private static readonly string[] TablesOfALine = ["msdyn_actual", "msdyn_invoicelinetransaction", "msdyn_transactionconnection", "msdyn_transactionorigin"];

    /// <summary>Data of the sample with this invoice alone, of so many lines.</summary>
    public static GivenData Of(int lines)
    {
        var given = GivenData.With(Number);
        given.ChangeData(data => Grow(data, lines));
        return given;
    }

    private static void Grow(XDocument data, int lines)
    {
        var details = GivenData.Records(data, "msdyn_invoicelinetransaction").ToList();
        var records = TablesOfALine.SelectMany(table => GivenData.Records(data, table)).ToList();
        var byLine = RecordsByDetail(records, [.. details.Select(detail => (string)detail.Attribute("id")!)]);
        for (var line = details.Count; line < lines; line++)
        {
            var copied = byLine[(string)details[line % details.Count].Attribute("id")!];
            var ids = copied.Select(record => (string)record.Attribute("id")!).ToHashSet();
            ids.UnionWith(copied.Select(record => GivenData.Value(record, "msdyn_origin")).OfType<string>());
            var renamed = ids.ToDictionary(id => id, id => Derived($"{id} {line}"));
            foreach (var record in copied)
            {
                record.AddAfterSelf(Copy(record, renamed));
            }
        }
    }

    /// <summary>The records of each line: its detail, its original, what connects the two, and where both come from.</summary>
    private static Dictionary<string, List<XElement>> RecordsByDetail(List<XElement> records, HashSet<string> details)
    {
        var detailOf = details.ToDictionary(id => id);
        foreach (var connection in records.Where(record => GivenData.Value(record, "msdyn_transaction1") is { } detail && details.Contains(detail)))
        {
            detailOf[GivenData.Value(connection, "msdyn_transaction2")!] = GivenData.Value(connection, "msdyn_transaction1")!;
        }

        return records
            .Select(record =>
                (
                    Record: record,
                    Line: new[] { (string)record.Attribute("id")!, GivenData.Value(record, "msdyn_transaction1"), GivenData.Value(record, "msdyn_transaction") }
                        .OfType<string>()
                        .Select(id => detailOf.GetValueOrDefault(id))
                        .FirstOrDefault(line => line is not null)
                )
            )
            .Where(entry => entry.Line is not null)
            .GroupBy(entry => entry.Line!, entry => entry.Record)
            .ToDictionary(line => line.Key, line => line.ToList());
    }

    private static XElement Copy(XElement record, Dictionary<string, string> renamed)
    {
        var copy = new XElement(record);
        foreach (var attribute in copy.Descendants("field").Attributes("value").Append(copy.Attribute("id")!))
        {
            attribute.Value = renamed.GetValueOrDefault(attribute.Value, attribute.Value);
        }

        return copy;
    }

    private static string Derived(string name) => new Guid(SHA256.HashData(Encoding.UTF8.GetBytes(name)).AsSpan(0, 16)).ToString("d");
}
