using Microsoft.EntityFrameworkCore;
using Newtonsoft.Json.Linq;
using ProjectInvoice.Connector.Dataverse;
using ProjectInvoice.Connector.Dataverse.Options;
using ProjectInvoice.Connector.Storage;

namespace ProjectInvoice.Connector.Delivery;

/// <summary>
/// Says at the invoice in Dataverse what stands in its way here, and takes it back when it goes on. What Dataverse says is compared with what the database
/// says, so that a change is written once, whoever tries how often. As long as the database says the same, Dataverse is asked now and then only.
/// </summary>
internal sealed class TellInvoices(IDbContextFactory<ConnectorContext> contexts, DataverseClient dataverse, TimeProvider time, ILogger<TellInvoices> logger)
{
    private static readonly TimeSpan Settled = TimeSpan.FromMinutes(10);

    // What passes by itself is told once it has lasted.
    private const int AttemptsThatPass = 3;
    private const int MostTold = 500;
    private const int LongestText = 2000;
    private const int IdsARead = 40;
    private const string Column = "pinv_lasterror";
    private const string Status = "pinv_financestatus";

    // By their codes the connector knows what it has written: what a plug-in said of the invoice stays.
    private static readonly string Own = ConnectorErrors.Unexpected.Code[..5];

    private string? settledOn;
    private long settledAt;

    /// <summary>Writes what has changed.</summary>
    /// <returns>How many invoices were written.</returns>
    public async Task<int> RunAsync(CancellationToken cancellation)
    {
        var wanted = await WantedAsync(cancellation);
        var said = string.Join('\n', wanted.OrderBy(pair => pair.Key).Select(pair => $"{pair.Key} {pair.Value}"));
        if (said == settledOn && time.GetElapsedTime(settledAt) < Settled)
        {
            return 0;
        }

        var table = await dataverse.DefinitionAsync("invoice", cancellation);
        if (!table.Columns.ContainsKey(Column))
        {
            return 0;
        }

        var told = await ReadAsync(table, [$"startswith({Column},'{Own}')"], cancellation);
        var other = wanted.Keys.Where(id => !told.ContainsKey(id)).Chunk(IdsARead);
        var untold = await ReadAsync(table, other.Select(ids => string.Join(" or ", ids.Select(id => $"{table.PrimaryId} eq {id:D}"))), cancellation);
        var (changes, written) = (0, 0);
        foreach (var (id, row) in told.Concat(untold))
        {
            // Where there are more than can be told, one that is not among them may be stuck all the same.
            if ((wanted.Count < MostTold || wanted.ContainsKey(id)) && ChangeOf(row, wanted.GetValueOrDefault(id)) is { } change)
            {
                changes++;
                written += await WriteAsync(table, id, change, (string?)row["@odata.etag"], cancellation) ? 1 : 0;
            }
        }

        (settledOn, settledAt) = (changes == 0 ? said : null, time.GetTimestamp());
        return written;
    }

    private static JObject? ChangeOf(JObject row, Obstacle? obstacle)
    {
        var (text, status) = ((string?)row[Column] ?? "", (FinanceStatus?)(int?)row[Status]);
        if (text.Length > 0 && !text.StartsWith(Own, StringComparison.Ordinal))
        {
            return null;
        }

        var change = new JObject();
        if (text != (obstacle?.Text ?? ""))
        {
            change[Column] = obstacle?.Text;
        }

        var isRefused = obstacle?.IsRefused == true;
        if (isRefused && status is (null or FinanceStatus.NotSent or FinanceStatus.Sent or FinanceStatus.InReview))
        {
            change[Status] = (int)FinanceStatus.Failed;
        }
        else if (!isRefused && status == FinanceStatus.Failed)
        {
            change[Status] = (int)FinanceStatus.Sent;
        }

        return change.HasValues ? change : null;
    }

    private async Task<bool> WriteAsync(TableDefinition table, Guid id, JObject change, string? etag, CancellationToken cancellation)
    {
        try
        {
            await dataverse.UpdateAsync(table, id, change, etag, $"Invoice {id:D}", cancellation);
            return true;
        }
        catch (ConnectorException refusal) when (!refusal.StopsRun)
        {
            // Changed meanwhile, or not to be changed now: the next run looks again.
            logger.LogInformation("What stands in the way of invoice {InvoiceId} not told to Dataverse: {Code}.", id, refusal.Code);
            return false;
        }
    }

    private async Task<Dictionary<Guid, JObject>> ReadAsync(TableDefinition table, IEnumerable<string> filters, CancellationToken cancellation)
    {
        var rows = new Dictionary<Guid, JObject>();
        foreach (var filter in filters)
        {
            var path = $"{table.SetName}?$select={table.PrimaryId},{Column},{Status}&$filter={Uri.EscapeDataString(filter)}";
            await foreach (var row in dataverse.RowsAsync(path, "Invoices", cancellation))
            {
                rows[Guid.Parse((string)row[table.PrimaryId]!)] = row;
            }
        }

        return rows;
    }

    /// <summary>What stands in the way of invoices, by their ids: of a row, else of the header, else of the posting.</summary>
    private async Task<Dictionary<Guid, Obstacle>> WantedAsync(CancellationToken cancellation)
    {
        await using var context = await contexts.CreateDbContextAsync(cancellation);
        var postings = await Stuck(context.Postings)
            .Join(context.Messages, part => part.CorrelationId, message => message.CorrelationId, (part, message) => new { message.InvoiceId, Work = part })
            .OrderBy(row => row.Work.Sequence)
            .Take(MostTold)
            .Select(row => new Found(row.InvoiceId, row.Work.State, row.Work.ErrorCode!, row.Work.ErrorRecord, row.Work.ErrorText))
            .ToListAsync(cancellation);
        var messages = await Stuck(context.Messages)
            .OrderBy(message => message.Sequence)
            .Take(MostTold)
            .Select(message => new Found(message.InvoiceId, message.State, message.ErrorCode!, message.ErrorRecord, message.ErrorText))
            .ToListAsync(cancellation);
        // Of many rows of one invoice the first stands for all.
        var first = await Stuck(context.PendingRows)
            .Join(
                context.KnownRows.Where(known => known.WaitsFor != null),
                row => new { row.Map, row.RecordId },
                known => new { known.Map, known.RecordId },
                (row, known) => new { InvoiceId = known.WaitsFor!.Value, row.Sequence }
            )
            .GroupBy(row => row.InvoiceId)
            .Select(group => new { InvoiceId = group.Key, Sequence = group.Min(row => row.Sequence) })
            .OrderBy(row => row.Sequence)
            .Take(MostTold)
            .ToDictionaryAsync(row => row.Sequence, row => row.InvoiceId, cancellation);
        var sequences = first.Keys.ToList();
        var rows = (
            await context.PendingRows.AsNoTracking().Where(row => sequences.Contains(row.Sequence)).OrderBy(row => row.Sequence).ToListAsync(cancellation)
        ).ConvertAll(row => new Found(first[row.Sequence], row.State, row.ErrorCode ?? "", row.ErrorRecord, row.ErrorText));
        return ((IEnumerable<Found>)[.. rows, .. messages, .. postings])
            .GroupBy(found => found.InvoiceId)
            .ToDictionary(group => group.Key, group => Obstacle.Of(group.First()));
    }

    private static IQueryable<T> Stuck<T>(DbSet<T> work)
        where T : StoredWork =>
        work.AsNoTracking()
            .Where(row => row.ErrorCode != null && (row.State == WorkState.Failed || row.State == WorkState.Held || row.Attempts >= AttemptsThatPass));

    private sealed record Found(Guid InvoiceId, WorkState State, string Code, string? Record, string? Text);

    private sealed record Obstacle(string Text, bool IsRefused)
    {
        public static Obstacle Of(Found found)
        {
            var text = $"{found.Code}: {found.Record}: {found.Text}";
            return new Obstacle(text.Length > LongestText ? text[..LongestText] : text, found.State == WorkState.Failed);
        }
    }
}
