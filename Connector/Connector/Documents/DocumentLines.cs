using System.Runtime.CompilerServices;
using Newtonsoft.Json.Linq;
using ProjectInvoice.Connector.Dataverse;
using ProjectInvoice.Connector.FinanceSystem;
using ProjectInvoice.Connector.TableMaps;

namespace ProjectInvoice.Connector.Documents;

/// <summary>
/// Reads the rows of an invoice that are lines of its document. Their order depends on them alone: what was begun is gone on with, and what was posted is told
/// apart by the number of the line.
/// </summary>
internal sealed class DocumentLines(TableMapCatalog maps, RowMappers mappers, DataverseClient dataverse, FinanceClient finance)
{
    private const int RowsAPage = 500;

    /// <summary>Reads which rows are lines, and in which order.</summary>
    /// <exception cref="ConnectorException">A row has a fault.</exception>
    public async Task<DocumentOrder> OrderAsync(Guid invoice, string record, CancellationToken cancellation)
    {
        var map = await maps.SingleAsync(MapTrigger.InvoiceLines, cancellation);
        var amount = finance.Profile.Document!.LineAmount;
        var (lines, unsent, total) = (new List<(string Sort, Guid Id, string Actual)>(), new List<string>(), 0m);
        await foreach (var page in PagesAsync(map, invoice, record, cancellation))
        {
            foreach (var row in page.Source.Where(row => map.IsUnsent(row)))
            {
                unsent.Add(ActualOf(map, row));
            }

            foreach (var (source, mapped) in page.Source.Where(map.Sends).Zip(page.Mapped))
            {
                total += (decimal?)mapped.Content![amount] ?? 0m;
                lines.Add((map.SortOf(source), mapped.Id, ActualOf(map, source)));
            }
        }

        var step = map.Fields.First(bound => bound.Map.Computed == MapComputation.Ordinal).Map.Step;
        var ordered = lines.OrderBy(line => line.Sort, StringComparer.Ordinal).ThenBy(line => line.Id.ToString("D"), StringComparer.Ordinal).ToList();
        return new DocumentOrder(map, invoice, total)
        {
            Numbers = ordered.Select((line, index) => (line.Id, Number: (index + 1) * step)).ToDictionary(line => line.Id, line => line.Number),
            Actuals = ordered.Select((line, index) => (line.Actual, Number: (index + 1) * step)).ToDictionary(line => line.Number, line => line.Actual),
            Unsent = unsent.Order(StringComparer.Ordinal).ToList(),
        };
    }

    /// <summary>Reads the lines themselves, page by page.</summary>
    /// <exception cref="ConnectorException">A row has a fault, or is another one than before.</exception>
    public async IAsyncEnumerable<IReadOnlyList<DocumentLine>> ReadAsync(
        DocumentOrder order,
        string record,
        [EnumeratorCancellation] CancellationToken cancellation
    )
    {
        await foreach (var page in PagesAsync(order.Map, order.Invoice, record, cancellation))
        {
            var lines = new List<DocumentLine>();
            foreach (var row in page.Mapped)
            {
                var at = order.Numbers.TryGetValue(row.Id, out var known) ? known : throw new ConnectorException(DocumentErrors.RowsChanged.For(record));
                row.Content![order.NumberField] = at;
                lines.Add(new DocumentLine(at, row.Record, row.Content));
            }

            yield return lines;
        }
    }

    private async IAsyncEnumerable<(IReadOnlyList<JObject> Source, IReadOnlyList<MappedRow> Mapped)> PagesAsync(
        BoundMap map,
        Guid invoice,
        string record,
        [EnumeratorCancellation] CancellationToken cancellation
    )
    {
        var mapper = await mappers.CreateAsync(map, cancellation);
        var filter = Uri.EscapeDataString($"{map.InvoiceReadName} eq {invoice:D}");
        var page = new List<JObject>(RowsAPage);
        await foreach (var row in dataverse.RowsAsync($"{map.Table.SetName}?$select={string.Join(',', map.Select)}&$filter={filter}", record, cancellation))
        {
            page.Add(row);
            if (page.Count == RowsAPage)
            {
                yield return (page, await MappedAsync(map, mapper, page, cancellation));
                page = new List<JObject>(RowsAPage);
            }
        }

        yield return (page, await MappedAsync(map, mapper, page, cancellation));
    }

    private static async Task<IReadOnlyList<MappedRow>> MappedAsync(BoundMap map, RowMapper mapper, List<JObject> page, CancellationToken cancellation)
    {
        var mapped = await mapper.MapAsync(page.Where(map.Sends).ToList(), new Dictionary<Guid, string?>(), cancellation);
        return mapped.FirstOrDefault(row => row.Fault is not null) is { Fault: { } fault } ? throw fault : mapped;
    }

    private static string ActualOf(BoundMap map, JObject row) =>
        map.Map.ImportId is { } column && (string?)row[column] is { Length: > 0 } given ? given.ToLowerInvariant() : (string)row[map.Table.PrimaryId]!;
}
