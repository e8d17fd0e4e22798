using System.Text.Json.Nodes;
using ProjectInvoice.Finance.Tests.Support;

namespace ProjectInvoice.Finance.Tests.Instances;

/// <summary>
/// The books at the end of a run, comparable with those of another run: table by table, and what was told to the connector. Two instances that post side by
/// side number invoices in the order in which they get to them, so that the number and the voucher of an invoice are named by its proposal; everything else,
/// journals and their vouchers included, is taken as it stands.
/// </summary>
internal sealed record EndState(IReadOnlyDictionary<string, string> Tables, IReadOnlyList<string> InvoiceNumbers, string Callbacks)
{
    public static async Task<EndState> ReadAsync(FinanceHost host, CallbackReceiver receiver)
    {
        var proposals = await host.RowsAsync("ProjInvoiceProposals");
        var names = proposals.SelectMany(Names).OrderByDescending(name => name.Number.Length).ToList();
        var tables = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var set in Books.Sets)
        {
            var rows = await host.RowsAsync(set);
            rows.ForEach(row => row.AsObject().Remove("@odata.etag"));
            tables[set] = Sorted(rows, names);
        }

        // The same part may have been sent more than once; its content is the same each time.
        var parts = receiver.Received.GroupBy(part => $"{part["eventId"]} {part["part"]}", StringComparer.Ordinal).ToList();
        foreach (var part in parts)
        {
            Assert.HasCount(
                1,
                part.Select(body => body.ToJsonString()).Distinct(StringComparer.Ordinal),
                $"Callback {part.Key} was repeated with another content."
            );
        }

        // How far the sequences were when an invoice was posted depends on that order too.
        parts.ForEach(part => part.First().AsObject().Remove("numbers"));
        var invoices = await host.RowsAsync("ProjInvoices");
        return new EndState(
            tables,
            [.. invoices.Select(row => (string)row["ProjInvoiceId"]!).Order(StringComparer.Ordinal)],
            Sorted(parts.Select(part => part.First()), names)
        );
    }

    public void Equals(EndState expected, string log)
    {
        foreach (var (set, rows) in expected.Tables)
        {
            Assert.AreEqual(rows, Tables[set], $"{set} differs.\n{log}");
        }

        CollectionAssert.AreEqual(expected.InvoiceNumbers.ToList(), InvoiceNumbers.ToList(), "A gap or a duplicate in the invoice numbers.");
        Assert.AreEqual(expected.Callbacks, Callbacks, "What was told to the connector differs.");
    }

    private static IEnumerable<(string Number, string Name)> Names(JsonNode proposal)
    {
        var id = (string)proposal["InvoiceProposalId"]!;
        if ((string?)proposal["LedgerVoucher"] is { } voucher)
        {
            yield return (voucher, $"<voucher of {id}>");
        }

        if ((string?)proposal["ProjInvoiceId"] is { } invoice)
        {
            yield return (invoice, $"<number of {id}>");
        }
    }

    private static string Sorted(IEnumerable<JsonNode> rows, List<(string Number, string Name)> names)
    {
        var texts = rows.Select(row =>
            names.Aggregate(row.ToJsonString(), (text, name) => text.Replace($"\"{name.Number}\"", $"\"{name.Name}\"", StringComparison.Ordinal))
        );
        return string.Join('\n', texts.Order(StringComparer.Ordinal));
    }
}
