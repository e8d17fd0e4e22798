using Microsoft.EntityFrameworkCore;
using Newtonsoft.Json.Linq;
using ProjectInvoice.Connector.Dataverse;
using ProjectInvoice.Connector.Dataverse.Options;
using ProjectInvoice.Connector.Http;
using ProjectInvoice.Connector.Storage;
using ProjectInvoice.Connector.TableMaps;
using ProjectInvoice.Connector.Telemetry;
using ProjectInvoice.ServiceDefaults.Http;

namespace ProjectInvoice.Connector.Postings;

/// <summary>Records stored postings in Dataverse, each posting's parts in order, the last one closing it.</summary>
internal sealed class RecordPostings(
    IDbContextFactory<ConnectorContext> contexts,
    DeliveredRows delivered,
    TableMapCatalog maps,
    IClaims claims,
    DataverseClient dataverse,
    EarlierPostings earlier,
    ConnectorSettings settings,
    TimeProvider time,
    StepProbe probe,
    ILogger<RecordPostings> logger
)
{
    private const int IdsARead = 40;

    // Cost and unbilled sales carry no tax.
    private static readonly string[] TaxFields = ["taxAmount", "accountingTaxAmount"];

    /// <summary>Records everything that is due; returns how many parts were recorded.</summary>
    public async Task<int> RunAsync(CancellationToken cancellation)
    {
        var now = time.GetUtcNow().UtcDateTime;

        // Nobody waits longer than that: a point in time beyond it was noted before the clock was set back.
        var latest = now + Waits.Longest;
        List<Due> due;
        await using (var context = await contexts.CreateDbContextAsync(cancellation))
        {
            due = await context
                .Postings.Where(part => part.State == WorkState.Waiting && (part.NotBefore == null || part.NotBefore <= now || part.NotBefore > latest))
                .OrderBy(part => part.Sequence)
                .Select(part => new Due(part.Sequence, part.Record))
                .ToListAsync(cancellation);
        }

        var recorded = 0;
        var again = true;
        while (again)
        {
            // A part that came before its predecessor is passed over and met again in the next round.
            again = false;
            foreach (var part in due.ToList())
            {
                if (await ClaimedAsync(part, cancellation) is not { } result)
                {
                    continue;
                }

                if (result.Failure is { StopsRun: true })
                {
                    return recorded;
                }

                due.Remove(part);
                again |= result.Failure is null;
                recorded += result.Failure is null ? 1 : 0;
            }
        }

        return recorded;
    }

    // The postings of a document are recorded one after the other, in the order in which they came.
    private async Task<Attempt?> ClaimedAsync(Due part, CancellationToken cancellation)
    {
        Attempt? attempt = null;
        await claims.TryAsync($"posting {part.Record}", async () => attempt = await RecordAsync(part.Sequence, cancellation), cancellation);
        return attempt;
    }

    /// <returns>What came of it; null: its turn has not come.</returns>
    private async Task<Attempt?> RecordAsync(long sequence, CancellationToken cancellation)
    {
        await using var context = await contexts.CreateDbContextAsync(cancellation);
        var part = await context.Postings.SingleAsync(row => row.Sequence == sequence, cancellation);
        if (part.State != WorkState.Waiting || !await IsItsTurnAsync(context, part, cancellation))
        {
            return null;
        }

        using var step = ConnectorTelemetry.Start("Record posting", part.CorrelationId);
        try
        {
            await RecordAsync(context, part, cancellation);
            step.Done(1);
            ConnectorTelemetry.Through(Queue.Postings, part.StoredOn, part.DoneOn!.Value);
            return new Attempt(null);
        }
        catch (Exception exception) when (exception is not OperationCanceledException)
        {
            var failure = ConnectorException.From(exception, part.Record);
            step.Failed(failure.Code);
            part.Fail(failure, time.GetUtcNow().UtcDateTime, Backoff.Wait(failure, part.Attempts, settings.PollingInterval));
            await context.SaveChangesAsync(cancellation);
            logger.LogWarning(
                failure.Unexpected,
                "{Record} not recorded: {Code}; told since {Since}, next try {NextTry} (correlation {CorrelationId}).",
                part.Record,
                failure.Code,
                part.StoredOn,
                part.NotBefore,
                part.CorrelationId
            );
            return new Attempt(failure);
        }
    }

    private static async Task<bool> IsItsTurnAsync(ConnectorContext context, PostingPart part, CancellationToken cancellation) =>
        part.Part <= 1
        || await context.Postings.AnyAsync(row => row.EventId == part.EventId && row.Part == part.Part - 1 && row.State == WorkState.Done, cancellation);

    private async Task RecordAsync(ConnectorContext context, PostingPart part, CancellationToken cancellation)
    {
        var posting = PostingReader.Read(System.Text.Encoding.UTF8.GetBytes(part.Body));
        claims.RequireAlive();
        await CallAsync(posting, part.Replaces, cancellation);
        probe.Pass(StepProbe.PostingRecorded);
        part.Succeed(time.GetUtcNow().UtcDateTime);
        part.Body = "";
        await LostInvoices.ForgetAsync(context, posting, cancellation);
        await context.SaveChangesAsync(cancellation);
        probe.Pass(StepProbe.PostingMarked);
        logger.LogInformation(
            "{Record} recorded, part {Part} of {Parts} (correlation {CorrelationId}).",
            part.Record,
            part.Part,
            part.Parts,
            part.CorrelationId
        );
    }

    private async Task CallAsync(ReceivedPosting posting, bool replaces, CancellationToken cancellation)
    {
        try
        {
            await SendAsync(posting, replaces, cancellation);
        }
        catch (ConnectorException refusal) when (!replaces && EarlierPostings.IsContradiction(posting, refusal))
        {
            if (await earlier.IsSupersededAsync(posting, cancellation))
            {
                logger.LogInformation(
                    "{Record} is superseded: finance was restored and has posted it again since (generation {Generation}).",
                    posting.Record,
                    posting.Books!.Generation
                );
                return;
            }

            if (posting.Books!.Generation == 1)
            {
                throw;
            }

            await earlier.RequireGivesWayAsync(posting, cancellation);
            logger.LogInformation(
                "{Record} replaces what was recorded before finance was restored (generation {Generation}).",
                posting.Record,
                posting.Books.Generation
            );
            await SendAsync(posting, replaces: true, cancellation);
        }
    }

    private async Task SendAsync(ReceivedPosting posting, bool replaces, CancellationToken cancellation)
    {
        var actuals = await ActualsAsync(posting, cancellation);
        if (!posting.IsInvoice)
        {
            var journal = new JObject { ["JournalNumber"] = posting.Document, ["Actuals"] = actuals };
            Replace(journal, replaces);
            await dataverse.CallAsync("pinv_RecordJournalPosting", journal, posting.Record, cancellation);
            return;
        }

        var map = await maps.SingleAsync(MapTrigger.PostedInvoice, cancellation);
        var parameters = new JObject();
        foreach (var field in map.Fields)
        {
            foreach (var column in field.Map.Columns)
            {
                if (Value(field.Map.Field, posting.Content) is { } value)
                {
                    parameters[TableMapBinder.PostedInvoiceColumns[column]] = value;
                }
            }
        }

        parameters["InvoiceNumber"] = posting.Document;
        parameters["Complete"] = posting.Part == posting.Parts;
        parameters["Actuals"] = actuals;
        Replace(parameters, replaces);
        await dataverse.CallAsync("pinv_RecordInvoicePosting", parameters, posting.Record, cancellation);
    }

    // Only where it is so: a solution of before does not know the parameter.
    private static void Replace(JObject parameters, bool replaces)
    {
        if (replaces)
        {
            parameters["Replace"] = true;
        }
    }

    private static JToken? Value(string field, JObject content) =>
        field switch
        {
            "outcome" => (int)((string?)content["outcome"] == nameof(PostingOutcome.Posted) ? FinanceStatus.Posted : FinanceStatus.NothingToInvoice),
            "customerInvoiceDate" => (string?)content["customerInvoiceDate"] is { Length: > 0 } date ? new JValue(date + "T00:00:00Z") : null,
            _ => content[field] is JValue { Value: not null } value ? Exact(value) : null,
        };

    private static JValue Exact(JValue value) => value.Value is decimal number ? new JValue(CanonicalJson.Normalize(number)) : new JValue(value);

    private async Task<JArray> ActualsAsync(ReceivedPosting posting, CancellationToken cancellation)
    {
        var map = await maps.SingleAsync(MapTrigger.PostedActuals, cancellation);
        var lines = posting.Lines.ToList();
        var ids = await IdsAsync(map, posting, lines.Select(line => (string)line["actualsImportId"]!).ToList(), cancellation);
        var actuals = new JArray();
        foreach (var line in lines)
        {
            var actual = new JObject
            {
                ["@odata.type"] = "Microsoft.Dynamics.CRM." + map.Table.Name,
                [map.Table.PrimaryId] = ids[(string)line["actualsImportId"]!].ToString("D"),
            };
            foreach (var field in map.Fields)
            {
                if (line[field.Map.Field] is JValue { Value: not null } value && (posting.IsInvoice || !TaxFields.Contains(field.Map.Field)))
                {
                    foreach (var column in field.Map.Columns)
                    {
                        actual[column] = Exact(value);
                    }
                }
            }

            actuals.Add(actual);
        }

        return actuals;
    }

    /// <summary>The actuals that finance knows under these keys: those delivered from here, the others read from Dataverse in pages.</summary>
    private async Task<IReadOnlyDictionary<string, Guid>> IdsAsync(
        BoundMap map,
        ReceivedPosting posting,
        IReadOnlyList<string> keys,
        CancellationToken cancellation
    )
    {
        var ids = new Dictionary<string, Guid>(StringComparer.OrdinalIgnoreCase);
        if (maps.Maps.FirstOrDefault(candidate => candidate.Trigger == MapTrigger.Changes && candidate.Table == map.Table.Name) is { } outward)
        {
            foreach (var (key, id) in await delivered.DeliveredIdsAsync(outward.Name, keys.Select(key => key.ToLowerInvariant()).ToList(), cancellation))
            {
                ids[key] = id;
            }
        }

        foreach (var chunk in keys.Where(key => !ids.ContainsKey(key)).Chunk(IdsARead))
        {
            var filter = string.Join(" or ", chunk.Select(key => KeyFilter(map, key)));
            var path = $"{map.Table.SetName}?$select=msdyn_actualimportid&$filter={Uri.EscapeDataString(filter)}";
            await foreach (var row in dataverse.RowsAsync(path, posting.Record, cancellation))
            {
                var id = Guid.Parse((string)row[map.Table.PrimaryId]!);
                ids[(string?)row["msdyn_actualimportid"] is { Length: > 0 } imported ? imported : id.ToString("D")] = id;
            }
        }

        return keys.FirstOrDefault(key => !ids.ContainsKey(key)) is { } unknown
            ? throw new ConnectorException(PostingErrors.ActualUnknown.For(posting.Record, unknown))
            : ids;
    }

    // An actual that was imported under no key of its own goes under its id.
    private static string KeyFilter(BoundMap map, string key) =>
        $"msdyn_actualimportid eq '{key.Replace("'", "''", StringComparison.Ordinal)}'"
        + (Guid.TryParse(key, out var id) ? $" or (msdyn_actualimportid eq null and {map.Table.PrimaryId} eq {id:D})" : "");

    private sealed record Attempt(ConnectorException? Failure);

    private sealed record Due(long Sequence, string Record);
}
