using System.Globalization;
using Microsoft.EntityFrameworkCore;
using Newtonsoft.Json.Linq;
using ProjectInvoice.Connector.Dataverse;
using ProjectInvoice.Connector.Storage;
using ProjectInvoice.Connector.TableMaps;

namespace ProjectInvoice.Connector.Delivery;

/// <summary>Tells what a row of Dataverse would become in finance, by the same steps as its delivery. Nothing is sent or stored.</summary>
internal sealed class PreviewRow(
    IDbContextFactory<ConnectorContext> contexts,
    TableMapCatalog maps,
    RowMappers mappers,
    ProposalHeaders headers,
    HeldRows held,
    KnownRows known,
    DeliveredRows delivered,
    DataverseClient dataverse,
    StepProbe probe
)
{
    /// <summary>Reads the row and maps it.</summary>
    /// <param name="text">The row's id, its name, or the number of an invoice.</param>
    /// <exception cref="ConnectorException">There is no such row, or several; or a side cannot be reached.</exception>
    public async Task<RowPreview> RunAsync(TableMap map, string text, CancellationToken cancellation)
    {
        if (map.Direction == MapDirection.FinanceToDataverse)
        {
            throw new ConnectorException(DeliveryErrors.NothingToPreview.For($"Table map {map.Name}"));
        }

        var bound = await maps.GetAsync(map, cancellation);
        var id = Guid.TryParse(text, out var given) ? given : await IdAsync(bound.Table, text, cancellation);
        return map.Trigger == MapTrigger.InvoiceConfirmed ? await HeaderAsync(bound, id, cancellation) : await RowAsync(bound, id, cancellation);
    }

    private async Task<RowPreview> HeaderAsync(BoundMap map, Guid id, CancellationToken cancellation)
    {
        var source = await headers.SourceAsync(id, null, cancellation);
        await using var context = await contexts.CreateDbContextAsync(cancellation);
        var correlationId = await context
            .Messages.Where(message => message.InvoiceId == id)
            .OrderByDescending(message => message.Sequence)
            .Select(message => message.CorrelationId)
            .FirstOrDefaultAsync(cancellation);
        var mapper = await mappers.CreateAsync(map, cancellation);
        var mapped = await mapper.MapAsync(source.Invoice, source.Related, correlationId ?? "", cancellation);
        return Preview(map, mapped, mapper.Preview(source.Invoice, source.Related, correlationId ?? "", null), []);
    }

    private async Task<RowPreview> RowAsync(BoundMap map, Guid id, CancellationToken cancellation)
    {
        var record = string.Create(CultureInfo.InvariantCulture, $"{map.Map.Record} {id:D}");
        var row =
            await dataverse.RowAsync(map.Table, id, map.Select, record, cancellation)
            ?? throw new ConnectorException(DeliveryErrors.RowUnknown.For(record, map.Map.Table));
        row = (JObject)Http.NewtonsoftSerializer.Parse(ReadChanges.Stored(map, row));
        var reasons = new List<PreviewReason>();
        if (!map.Sends(row))
        {
            reasons.Add(LeftOut(map, row));
        }

        reasons.AddRange(await WaitsForAsync(map, id, row, cancellation));
        var before = (await delivered.DeliveredAsync(map.Map.Name, [id], cancellation)).GetValueOrDefault(id);
        var mapper = await mappers.CreateAsync(map, cancellation);
        var mapped = (await mapper.MapAsync([row], new Dictionary<Guid, string?> { [id] = before?.Kept }, cancellation)).Single();
        if (before is not null && before.Hash == mapped.ComparedHash)
        {
            reasons.Add(new PreviewReason(PreviewReason.Delivered, "Finance has it as it is; it is sent again when it changes, or with its invoice"));
        }

        return Preview(map, mapped, mapper.Preview(row, null, null, before?.Kept), reasons);
    }

    private async Task<IEnumerable<PreviewReason>> WaitsForAsync(BoundMap map, Guid id, JObject row, CancellationToken cancellation)
    {
        var partners = new List<BoundMap>();
        foreach (var partner in map.WaitsWith)
        {
            partners.Add(await maps.GetAsync(maps.WaitingMap(partner.Table), cancellation));
        }

        var hold = new HoldBack(map, partners, held, known, dataverse, probe);
        if (await hold.WaitsForAsync(id, row, cancellation) is { } wait)
        {
            return [new PreviewReason(PreviewReason.Held, $"It waits for {wait.For.Table} {wait.For.Id:D}", wait.Reason)];
        }

        if (map.OwnReversals is not { } reversals)
        {
            return [];
        }

        var (own, untied) = await reversals.FindAsync(dataverse, [row], cancellation);
        return own.Contains(id) ? [new PreviewReason(PreviewReason.OwnReversal, "Billing itself made this reversal, and finance makes its own")]
            : untied.Contains(id) ? [PreviewReason.Of(DeliveryErrors.OriginalUnknown.For($"{map.Map.Record} {id:D}"))]
            : [];
    }

    private static PreviewReason LeftOut(BoundMap map, JObject row)
    {
        var skipped = map.SkipReadNames.FirstOrDefault(name => row[name] is JValue { Value: true });
        return new PreviewReason(
            PreviewReason.Filter,
            skipped is not null ? $"Its column {skipped} says that it is not sent" : $"The filter of the map leaves it out: {map.Map.Filter}"
        );
    }

    private static RowPreview Preview(BoundMap map, MappedRow mapped, IReadOnlyList<FieldPreview> fields, List<PreviewReason> reasons)
    {
        var faults = fields.Select(field => field.Fault).OfType<Fault>().ToList();
        if (faults.Count == 0 && mapped.Fault is { } other)
        {
            faults.Add(other.Fault);
        }

        return new RowPreview(map.Map.Name, mapped.Record, mapped.Id, map.Set!.Name, fields, [.. reasons, .. faults.Select(PreviewReason.Of)]);
    }

    private async Task<Guid> IdAsync(TableDefinition table, string text, CancellationToken cancellation)
    {
        string[] columns = [table.PrimaryName, "msdyn_invoicenumber", "invoicenumber"];
        var value = text.Replace("'", "''", StringComparison.Ordinal);
        var filter = string.Join(" or ", columns.Where(table.Columns.ContainsKey).Distinct().Select(column => $"{column} eq '{value}'"));
        var path = $"{table.SetName}?$select={table.PrimaryId}&$filter={Uri.EscapeDataString(filter)}";
        var found = new List<Guid>();
        await foreach (var row in dataverse.RowsAsync(path, $"Table {table.Name}", cancellation))
        {
            found.Add(Guid.Parse((string)row[table.PrimaryId]!));
            if (found.Count > 1)
            {
                throw new ConnectorException(DeliveryErrors.RowNotOne.For($"{table.Name} {text}"));
            }
        }

        return found.Count == 1 ? found[0] : throw new ConnectorException(DeliveryErrors.RowUnknown.For($"{table.Name} {text}", table.Name));
    }
}
