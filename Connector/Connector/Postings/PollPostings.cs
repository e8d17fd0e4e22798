using System.Globalization;
using Microsoft.EntityFrameworkCore;
using Newtonsoft.Json;
using Newtonsoft.Json.Linq;
using ProjectInvoice.Connector.FinanceSystem;
using ProjectInvoice.Connector.Http;
using ProjectInvoice.Connector.Storage;
using ProjectInvoice.Connector.TableMaps;

namespace ProjectInvoice.Connector.Postings;

/// <summary>
/// Asks a finance that cannot call for what it posted, and stores it as if it had called. Where reading goes on is kept in the database; a part of what was
/// read is read again each time, because rows may appear later than their time says. What is stored already changes nothing.
/// </summary>
internal sealed class PollPostings(
    IDbContextFactory<ConnectorContext> contexts,
    FinanceClient finance,
    PostedInvoices invoices,
    PostedJournalLines journals,
    IClaims claims,
    TimeProvider time,
    StepProbe probe,
    ILogger<PollPostings> logger
)
{
    private static readonly TimeSpan Day = TimeSpan.FromDays(1);
    private readonly Dictionary<string, IReadOnlyList<ConnectorException>> refused = new(StringComparer.Ordinal);

    /// <summary>What could not be taken the last time it was asked for. It is met again by the next reading.</summary>
    public IReadOnlyList<ConnectorException> Refused
    {
        get
        {
            lock (refused)
            {
                return refused.Values.SelectMany(failures => failures).ToList();
            }
        }
    }

    /// <summary>Reads every source that is due. One that fails does not stop the next.</summary>
    public async Task RunAsync(CancellationToken cancellation)
    {
        foreach (var source in finance.Profile.Postings)
        {
            var failures = new List<ConnectorException>();
            try
            {
                if (!await ClaimedAsync(source, failures, cancellation))
                {
                    continue;
                }
            }
            catch (Exception exception) when (exception is not OperationCanceledException)
            {
                var failure = ConnectorException.From(exception, $"Postings of {source.Name}");
                failures.Add(failure);
                logger.LogWarning(failure.Unexpected, "Postings of {Source} not read: {Code}.", source.Name, failure.Code);
            }

            lock (refused)
            {
                refused[source.Name] = failures;
            }
        }
    }

    /// <returns>Whether it was due, and no other connector is at it.</returns>
    private async Task<bool> ClaimedAsync(PostingSource source, List<ConnectorException> failures, CancellationToken cancellation)
    {
        var wasDue = false;
        await claims.TryAsync($"postings {source.Name}", async () => wasDue = await ReadAsync(source, failures, cancellation), cancellation);
        return wasDue;
    }

    /// <returns>Whether it was due.</returns>
    private async Task<bool> ReadAsync(PostingSource source, List<ConnectorException> failures, CancellationToken cancellation)
    {
        var now = time.GetUtcNow().UtcDateTime;
        var place = await PlaceAsync(source, cancellation);
        if (place.ReadOn is { } last && now >= last && now - last < source.Every)
        {
            return false;
        }

        var set =
            await finance.SetAsync(source.Set, cancellation)
            ?? throw new ConnectorException(TableMapErrors.SetUnknown.For($"Postings of {source.Name}", source.Set));
        var sweeps = source.Sweep > TimeSpan.Zero && (place.SweptOn is null || now - place.SweptOn >= Day);
        var from = place.Time - source.Overlap is { } next
            ? sweeps && now - source.Sweep < next
                ? now - source.Sweep
                : next
            : (DateTime?)null;
        var window = new PostingWindow { Latest = place.Time };
        foreach (var company in await finance.CompaniesAsync(cancellation))
        {
            await ReadAsync(source, new RowPlace(set, company), from, window, failures, cancellation);
        }

        // A time of tomorrow would hide what is posted until then; and what was refused is met again.
        var read = window.Latest > now ? now : window.Latest;
        await SaveAsync(
            source,
            new PostingPlace(window.Refused < read ? window.Refused + source.Overlap : read, now, sweeps ? now : place.SweptOn),
            cancellation
        );
        probe.Pass(StepProbe.PostingPlaceKept);
        return true;
    }

    // By time, not by the number of rows passed over: rows that change while they are read move to the end, and what stood behind them moves forward.
    private async Task ReadAsync(
        PostingSource source,
        RowPlace at,
        DateTime? from,
        PostingWindow window,
        List<ConnectorException> failures,
        CancellationToken cancellation
    )
    {
        var (moment, link) = (from, (string?)null);
        var record = $"Postings of {source.Name}";
        while (true)
        {
            var (rows, next) = await finance.PageAsync(at, QueryOf(source, at.Set, moment), link, record, cancellation);
            var times = rows.Select(row => TimeOf(row, source)).ToList();
            var taking = new PostingPage(source, at, rows, failures);
            await (source.Rows == PostedRows.Invoices ? invoices.TakeAsync(taking, cancellation) : journals.TakeAsync(taking, cancellation));
            window.Note(times, taking.NotTaken.Select(row => TimeOf(row, source)));
            probe.Pass(StepProbe.PostingPageTaken);
            if (next is null || rows.Count == 0)
            {
                return;
            }

            var ascends = times.Zip(times.Skip(1)).All(pair => pair.First is not null && pair.First <= pair.Second);
            (moment, link) = ascends && times[^1] > (moment ?? DateTime.MinValue) ? (times[^1], null) : (moment, next);
        }
    }

    private static string QueryOf(PostingSource source, FinanceSet set, DateTime? from)
    {
        var form = set.Properties.GetValueOrDefault(source.Time)?.Type == "Edm.Date" ? "yyyy-MM-dd" : "yyyy-MM-dd'T'HH:mm:ss'Z'";
        var since = from is { } moment ? $"{source.Time} ge {moment.ToString(form, CultureInfo.InvariantCulture)}" : null;
        var filter = string.Join(" and ", new[] { source.Filter is null ? null : $"({source.Filter})", since }.OfType<string>());
        return (filter.Length > 0 ? $"$filter={Uri.EscapeDataString(filter)}&" : "") + $"$orderby={Uri.EscapeDataString(source.Time)}";
    }

    private static DateTime? TimeOf(JObject row, PostingSource source) =>
        DateTimeOffset.TryParse(
            (string?)row[source.Time],
            CultureInfo.InvariantCulture,
            DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal,
            out var moment
        )
            ? moment.UtcDateTime
            : null;

    private static string KeyOf(PostingSource source) => $"Postings of {source.Name}";

    private async Task<PostingPlace> PlaceAsync(PostingSource source, CancellationToken cancellation)
    {
        await using var context = await contexts.CreateDbContextAsync(cancellation);
        var cursor = await context.Cursors.AsNoTracking().SingleOrDefaultAsync(row => row.Map == KeyOf(source), cancellation);
        return
            cursor?.Link is { } link
            && NewtonsoftSerializer.Parse(link).ToObject<PostingPlace>(JsonSerializer.Create(NewtonsoftSerializer.Settings)) is { } place
            ? place.InUtc()
            : new PostingPlace(null, null, null);
    }

    private async Task SaveAsync(PostingSource source, PostingPlace place, CancellationToken cancellation)
    {
        await using var context = await contexts.CreateDbContextAsync(cancellation);
        var cursor = await context.Cursors.SingleOrDefaultAsync(row => row.Map == KeyOf(source), cancellation);
        if (cursor is null)
        {
            context.Cursors.Add(cursor = new SyncCursor { Map = KeyOf(source) });
        }

        cursor.Link = JObject.FromObject(place, JsonSerializer.Create(NewtonsoftSerializer.Settings)).ToString(Formatting.None);
        cursor.CompletedOn = place.ReadOn;
        await context.SaveChangesAsync(cancellation);
    }
}
