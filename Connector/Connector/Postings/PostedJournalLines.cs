using Microsoft.EntityFrameworkCore;
using Newtonsoft.Json.Linq;
using ProjectInvoice.Connector.Dataverse;
using ProjectInvoice.Connector.FinanceSystem;
using ProjectInvoice.Connector.Http;
using ProjectInvoice.Connector.Storage;
using ProjectInvoice.Connector.TableMaps;

namespace ProjectInvoice.Connector.Postings;

/// <summary>
/// Makes postings of posted lines of journals that were asked for. Which lines were taken, and as what, is kept together with the posting: a line that is met
/// again is not told again, one that finance posted otherwise since is told alone.
/// </summary>
internal sealed class PostedJournalLines(TableMapCatalog maps, DeliveredRows delivered, DataverseClient dataverse, PostingInbox inbox)
{
    private const int KeysARead = 40;

    /// <summary>Stores the postings of a page.</summary>
    public async Task TakeAsync(PostingPage page, CancellationToken cancellation)
    {
        var lines = page
            .Rows.Select(row => LineOf(page, row))
            .Where(line => line.Key.Length > 0)
            .GroupBy(line => line.Id)
            .Select(group => group.Last())
            .ToList();
        var taken = await delivered.DeliveredAsync(Memory(page), lines.Select(line => line.Id).ToList(), cancellation);
        var changed = lines.Where(line => taken.GetValueOrDefault(line.Id)?.Hash is { } hash && hash != line.Hash).ToList();
        var ours = await OursAsync(lines.Where(line => !taken.ContainsKey(line.Id)).ToList(), cancellation);
        foreach (var company in ours.GroupBy(line => line.Company, StringComparer.Ordinal))
        {
            foreach (var chunk in company.OrderBy(line => line.Key, StringComparer.Ordinal).Chunk(PostingReader.MostLines))
            {
                await StoreAsync(page, chunk, cancellation);
            }
        }

        foreach (var line in changed)
        {
            await StoreAsync(page, [line], cancellation);
        }
    }

    private async Task StoreAsync(PostingPage page, IReadOnlyList<PostedLine> lines, CancellationToken cancellation)
    {
        try
        {
            var (first, last) = (lines[0].Document, lines[^1].Document);
            var header = new JObject
            {
                ["kind"] = nameof(PostingKind.Journal),
                ["company"] = lines[0].Company,
                ["journal"] = first == last ? first : $"{first} to {last}",
            };
            var eventId = DerivedId.From([page.Source.Name, lines[0].Company, .. lines.SelectMany(line => new[] { line.Key, line.Hash })]);
            var part = PostingParts.Of(eventId, header, lines.Select(line => line.Content).ToList()).Single();
            await inbox.StoreAsync(part, context => RememberAsync(context, page, lines, cancellation), cancellation);
        }
        catch (ConnectorException failure)
        {
            lines.ToList().ForEach(line => page.NotTaken.Add(line.Row));
            page.Refuse(lines[0].Row, failure);
        }
    }

    private static async Task RememberAsync(ConnectorContext context, PostingPage page, IReadOnlyList<PostedLine> lines, CancellationToken cancellation)
    {
        var memory = Memory(page);
        var ids = lines.Select(line => line.Id).ToList();
        var known = await context
            .DeliveredRows.Where(row => row.Map == memory && ids.Contains(row.RecordId))
            .ToDictionaryAsync(row => row.RecordId, cancellation);
        foreach (var line in lines)
        {
            var row =
                known.GetValueOrDefault(line.Id)
                ?? context
                    .DeliveredRows.Add(
                        new DeliveredRow
                        {
                            Map = memory,
                            RecordId = line.Id,
                            Key = line.Key,
                            Company = line.Company,
                        }
                    )
                    .Entity;
            row.Hash = line.Hash;
        }

        await context.SaveChangesAsync(cancellation);
    }

    // Rows that others brought to the same finance are not told to Dataverse, which does not know them.
    private async Task<List<PostedLine>> OursAsync(List<PostedLine> lines, CancellationToken cancellation)
    {
        var outward = maps.Maps.FirstOrDefault(map => map is { Trigger: MapTrigger.Changes, Table: "msdyn_actual" });
        var known =
            outward is null || lines.Count == 0
                ? new HashSet<string>(StringComparer.OrdinalIgnoreCase)
                : (await delivered.DeliveredIdsAsync(outward.Name, lines.Select(line => line.Key).ToList(), cancellation)).Keys.ToHashSet(
                    StringComparer.OrdinalIgnoreCase
                );
        foreach (var chunk in lines.Select(line => line.Key).Where(key => !known.Contains(key)).Chunk(KeysARead))
        {
            var table = await dataverse.DefinitionAsync("msdyn_actual", cancellation);
            var filter = string.Join(" or ", chunk.Select(key => $"msdyn_actualimportid eq {FinanceClient.TextLiteral(key)}"));
            var path = $"{table.SetName}?$select=msdyn_actualimportid&$filter={Uri.EscapeDataString(filter)}";
            await foreach (var row in dataverse.RowsAsync(path, "Actuals that finance posted", cancellation))
            {
                known.Add((string)row["msdyn_actualimportid"]!);
            }
        }

        return lines.Where(line => known.Contains(line.Key)).ToList();
    }

    private static PostedLine LineOf(PostingPage page, JObject row)
    {
        var key = ((string?)row[page.Source.Actual!] ?? "").ToLowerInvariant();
        var content = PostedFields.Of(page.Source.Fields, row, null, page.Source.Negated);
        content["actualsImportId"] = key;
        var company = PostingPage.CompanyOf(row);
        var id = DerivedId.From(page.Source.Name, company, key);
        return new PostedLine(id, company, key, (string?)row[page.Source.Document] ?? "", content, CanonicalJson.Hash(content), row);
    }

    private static string Memory(PostingPage page) => $"Postings of {page.Source.Name}";

    private sealed record PostedLine(Guid Id, string Company, string Key, string Document, JObject Content, string Hash, JObject Row);
}
