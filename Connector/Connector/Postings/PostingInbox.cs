using Microsoft.EntityFrameworkCore;
using Newtonsoft.Json;
using ProjectInvoice.Connector.Http;
using ProjectInvoice.Connector.Inbox;
using ProjectInvoice.Connector.Storage;

namespace ProjectInvoice.Connector.Postings;

/// <summary>Stores posting parts once.</summary>
internal sealed class PostingInbox(IDbContextFactory<ConnectorContext> contexts, FinanceSources sources, TimeProvider time, StepProbe probe)
{
    /// <summary>Stores a part, unless it is known, together with what it tells of its books.</summary>
    /// <exception cref="ConnectorException">PINV3320: it is of other books than these.</exception>
    public Task<StoreOutcome> StoreAsync(ReceivedPosting posting, CancellationToken cancellation) => StoreAsync(posting, _ => Task.CompletedTask, cancellation);

    /// <summary>Stores a part, unless it is known, and something else with it: both or none.</summary>
    /// <param name="beside">What is stored with it.</param>
    public async Task<StoreOutcome> StoreAsync(ReceivedPosting posting, Func<ConnectorContext, Task> beside, CancellationToken cancellation)
    {
        var hash = CanonicalJson.Hash(posting.Content);
        await using var context = await contexts.CreateDbContextAsync(cancellation);
        await using var transaction = await context.Database.BeginTransactionAsync(cancellation);
        await context.LockAsync("postings", cancellation);
        if (await ContradictsAsync(context, posting, cancellation))
        {
            return StoreOutcome.Contradicts;
        }

        if (await InsertAsync(context, posting, hash, cancellation) == 0)
        {
            return await HashAsync(context, posting, cancellation) == hash ? StoreOutcome.Known : StoreOutcome.Contradicts;
        }

        await beside(context);
        if (posting.Books is { } books)
        {
            await sources.NoteAsync(context, books, cancellation);
        }

        await transaction.CommitAsync(cancellation);
        probe.Pass(StepProbe.PostingStored);
        return StoreOutcome.Stored;
    }

    /// <summary>Whether another part of the event says otherwise what the event is about.</summary>
    private static Task<bool> ContradictsAsync(ConnectorContext context, ReceivedPosting posting, CancellationToken cancellation) =>
        context.Postings.AnyAsync(
            part =>
                part.EventId == posting.EventId
                && (part.Parts != posting.Parts || part.Record != posting.Record || part.CorrelationId != posting.CorrelationId),
            cancellation
        );

    /// <returns>1, or 0 where the part is known.</returns>
    private Task<int> InsertAsync(ConnectorContext context, ReceivedPosting posting, string hash, CancellationToken cancellation)
    {
        var (body, now) = (posting.Content.ToString(Formatting.None), time.GetUtcNow().UtcDateTime);
        return context.Database.ExecuteSqlAsync(
            $"""
            INSERT INTO "Postings" ("EventId", "Part", "Parts", "Record", "CorrelationId", "Replaces", "ContentHash", "Body",
                "State", "Attempts", "StoredOn")
            VALUES ({posting.EventId}, {posting.Part}, {posting.Parts}, {posting.Record}, {posting.CorrelationId}, FALSE, {hash}, {body},
                {(int)WorkState.Waiting}, 0, {now})
            ON CONFLICT ("EventId", "Part") DO NOTHING
            """,
            cancellation
        );
    }

    private static Task<string> HashAsync(ConnectorContext context, ReceivedPosting posting, CancellationToken cancellation) =>
        context
            .Postings.AsNoTracking()
            .Where(part => part.EventId == posting.EventId && part.Part == posting.Part)
            .Select(part => part.ContentHash)
            .SingleAsync(cancellation);
}
