using System.Globalization;
using Microsoft.EntityFrameworkCore;
using Newtonsoft.Json.Linq;
using ProjectInvoice.Connector.Dataverse;
using ProjectInvoice.Connector.Documents;
using ProjectInvoice.Connector.FinanceSystem;
using ProjectInvoice.Connector.Http;
using ProjectInvoice.Connector.Inbox;
using ProjectInvoice.Connector.Storage;
using ProjectInvoice.Connector.TableMaps;

namespace ProjectInvoice.Connector.Postings;

/// <summary>Makes postings of posted invoices that were asked for. One that Dataverse does not know as confirmed is somebody else's, and passed over.</summary>
internal sealed class PostedInvoices(
    IDbContextFactory<ConnectorContext> contexts,
    FinanceClient finance,
    DocumentLines documents,
    PostedRates rates,
    DataverseClient dataverse,
    PostingInbox inbox
)
{
    private const int NumbersARead = 40;
    private static readonly string[] NumberColumns = ["msdyn_invoicenumber", "invoicenumber"];

    /// <summary>Stores the postings of a page.</summary>
    public async Task TakeAsync(PostingPage page, CancellationToken cancellation)
    {
        var ours = await OursAsync(page.Rows.Select(row => NumberOf(page, row)).Where(number => number.Length > 0).Distinct().ToList(), cancellation);
        foreach (var row in page.Rows)
        {
            if (!ours.TryGetValue(NumberOf(page, row), out var invoice))
            {
                continue;
            }

            try
            {
                await TakeAsync(page, row, invoice, cancellation);
            }
            catch (ConnectorException failure)
            {
                page.Refuse(row, failure);
            }
        }
    }

    private async Task TakeAsync(PostingPage page, JObject row, OurInvoice invoice, CancellationToken cancellation)
    {
        var number = NumberOf(page, row);
        var record = $"Invoice {number}";
        var header = HeaderOf(page, row, invoice, number);
        var eventId = DerivedId.From(
            page.Source.Name,
            PostingPage.CompanyOf(row),
            number,
            Text(header["customerInvoiceNumber"]),
            Text(header["customerInvoiceDate"]),
            Text(header["taxAmount"])
        );
        if (await IsStoredAsync(eventId, cancellation))
        {
            return;
        }

        var lines = await LinesAsync(page, row, invoice, record, cancellation);
        if (!await StoreAsync(eventId, header, lines, cancellation))
        {
            // A part was stored, and finance shows the rest otherwise since: all of it is another event.
            var other = DerivedId.From(eventId.ToString("D"), CanonicalJson.Hash(new JArray(lines)));
            await StoreAsync(other, header, lines, cancellation);
        }
    }

    /// <returns>Whether no part is known with other content.</returns>
    private async Task<bool> StoreAsync(Guid eventId, JObject header, IReadOnlyList<JObject> lines, CancellationToken cancellation)
    {
        foreach (var part in PostingParts.Of(eventId, header, lines))
        {
            if (await inbox.StoreAsync(part, cancellation) == StoreOutcome.Contradicts)
            {
                return false;
            }
        }

        return true;
    }

    private static JObject HeaderOf(PostingPage page, JObject row, OurInvoice invoice, string number)
    {
        var header = PostedFields.Of(page.Source.Fields, row, null, page.Source.Negated);
        header["kind"] = nameof(PostingKind.Invoice);
        header["company"] = PostingPage.CompanyOf(row);
        header["proposal"] = number;
        header["outcome"] = nameof(PostingOutcome.Posted);
        header["correlationId"] = invoice.CorrelationId;
        return header;
    }

    private async Task<List<JObject>> LinesAsync(PostingPage page, JObject document, OurInvoice invoice, string record, CancellationToken cancellation)
    {
        var source = page.Source.Lines!;
        var order = source.Actual is null ? await documents.OrderAsync(invoice.Id, record, cancellation) : null;
        var rate = page.Source.Rate is { } from ? await rates.OfAsync(from, document, page.Place.Company, record, cancellation) : (decimal?)null;
        var lines = new SortedDictionary<string, JObject>(StringComparer.Ordinal);
        await foreach (var row in finance.QueryAsync(await PlaceAsync(page, document, record, cancellation), QueryOf(page, document), record, cancellation))
        {
            if (source.Posted is { } posted && PostedFields.IsEmpty(row[posted]))
            {
                throw new ConnectorException(PostingErrors.NotCompleteYet.For(record));
            }

            var line = PostedFields.Of(source.Fields, row, document, page.Source.Negated);
            if (rate is { } known)
            {
                line["exchangeRate"] = known;
                PostedFields.Convert(line, source.Converted, known, page.Source.Rate!.Decimals);
            }

            line["actualsImportId"] = order is null ? ((string?)row[source.Actual!])?.ToLowerInvariant() : ActualOf(order, row, record);
            lines[(string)line["actualsImportId"]!] = line;
        }

        if (lines.Count == 0 || (order is not null && lines.Count != order.Numbers.Count))
        {
            throw new ConnectorException(PostingErrors.LinesMissing.For(record, lines.Count, order?.Numbers.Count ?? 1));
        }

        foreach (var unsent in order?.Unsent ?? [])
        {
            lines[unsent] = Unsent(lines.Values.First(), unsent);
        }

        return [.. lines.Values];
    }

    // What nothing is charged for is posted with the invoice: its voucher, and no amount.
    private static JObject Unsent(JObject line, string actual)
    {
        var unsent = new JObject(line.Properties().Where(property => property.Name is "voucher" or "exchangeRate"));
        (unsent["accountingAmount"], unsent["taxAmount"], unsent["actualsImportId"]) = (0, 0, actual);
        return unsent;
    }

    private static string ActualOf(DocumentOrder order, JObject row, string record)
    {
        var field = order.NumberField;
        return row[field] is JValue { Value: long number } && order.Actuals.TryGetValue((int)number, out var actual)
            ? actual
            : throw new ConnectorException(PostingErrors.LineUnknown.For(record, Text(row[field])));
    }

    private async Task<RowPlace> PlaceAsync(PostingPage page, JObject document, string record, CancellationToken cancellation)
    {
        var name = page.Source.Lines!.Set;
        var set = await finance.SetAsync(name, cancellation) ?? throw new ConnectorException(TableMapErrors.SetUnknown.For(record, name));
        return new RowPlace(
            set,
            page.Place.Company,
            page.Source.Lines.Parent is null ? $"{page.Place.Set.Name}({(string?)document[finance.Profile.Document!.Id]})" : null
        );
    }

    private static string QueryOf(PostingPage page, JObject document)
    {
        var lines = page.Source.Lines!;
        var parts = new List<string>();
        if (lines.Parent is { } parent)
        {
            parts.Add($"{parent} eq {FinanceClient.TextLiteral(NumberOf(page, document))}");
            if (page.Place.Company is null && (string?)document[CompanySet.Field] is { } company)
            {
                parts.Add($"{CompanySet.Field} eq {FinanceClient.TextLiteral(company)}");
            }
        }

        if (lines.Filter is { } filter)
        {
            parts.Add($"({filter})");
        }

        return parts.Count == 0 ? "" : $"$filter={Uri.EscapeDataString(string.Join(" and ", parts))}";
    }

    private async Task<bool> IsStoredAsync(Guid eventId, CancellationToken cancellation)
    {
        await using var context = await contexts.CreateDbContextAsync(cancellation);
        var stored = await context.Postings.AsNoTracking().Where(part => part.EventId == eventId).Select(part => part.Parts).ToListAsync(cancellation);
        return stored.Count > 0 && stored.Count == stored[0];
    }

    /// <summary>Which numbers are those of confirmed invoices: by their messages, or, where the connector has lost them, in Dataverse.</summary>
    private async Task<IReadOnlyDictionary<string, OurInvoice>> OursAsync(IReadOnlyList<string> numbers, CancellationToken cancellation)
    {
        var ours = new Dictionary<string, OurInvoice>(StringComparer.OrdinalIgnoreCase);
        await using (var context = await contexts.CreateDbContextAsync(cancellation))
        {
            var known = await context
                .Messages.AsNoTracking()
                .Where(message => message.MessageType == MessageReader.InvoiceConfirmed && numbers.Contains(message.InvoiceNumber!))
                .OrderBy(message => message.Sequence)
                .ToListAsync(cancellation);
            known.ForEach(message => ours[message.InvoiceNumber!] = new OurInvoice(message.InvoiceId, message.CorrelationId));
        }

        foreach (var chunk in numbers.Where(number => !ours.ContainsKey(number)).Chunk(NumbersARead))
        {
            await AskAsync(chunk, ours, cancellation);
        }

        return ours;
    }

    private async Task AskAsync(string[] numbers, Dictionary<string, OurInvoice> ours, CancellationToken cancellation)
    {
        var table = await dataverse.DefinitionAsync("invoice", cancellation);
        var filter = string.Join(" or ", numbers.SelectMany(number => NumberColumns.Select(column => $"{column} eq {FinanceClient.TextLiteral(number)}")));
        var path = $"{table.SetName}?$select=msdyn_invoicenumber,invoicenumber,msdyn_projectinvoicestatus&$filter={Uri.EscapeDataString(filter)}";
        await foreach (var row in dataverse.RowsAsync(path, "Invoices that finance posted", cancellation))
        {
            if ((int?)row["msdyn_projectinvoicestatus"] is >= (int)Dataverse.Options.ProjectInvoiceStatus.Confirmed)
            {
                var number = (string?)row["msdyn_invoicenumber"] is { Length: > 0 } own ? own : (string?)row["invoicenumber"] ?? "";
                ours[number] = new OurInvoice(Guid.Parse((string)row[table.PrimaryId]!), "");
            }
        }
    }

    private static string NumberOf(PostingPage page, JObject row) => (string?)row[page.Source.Document] ?? "";

    private static string Text(JToken? token) => token is JValue { Value: not null } value ? Convert.ToString(value.Value, CultureInfo.InvariantCulture)! : "";

    private sealed record OurInvoice(Guid Id, string CorrelationId);
}
