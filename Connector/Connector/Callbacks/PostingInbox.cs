using Connector.Http;
using Connector.Inbox;
using Connector.Storage;
using Microsoft.EntityFrameworkCore;
using Newtonsoft.Json;

namespace Connector.Callbacks;

/// <summary>Stores posting parts once.</summary>
internal sealed class PostingInbox(IDbContextFactory<ConnectorContext> contexts, TimeProvider time, StepProbe probe)
{
    /// <summary>Stores a part, unless it is known.</summary>
    public async Task<StoreOutcome> StoreAsync(ReceivedPosting posting, CancellationToken cancellation)
    {
        var hash = CanonicalJson.Hash(posting.Content);
        await using var context = await contexts.CreateDbContextAsync(cancellation);
        if (await KnownAsync(context, posting, hash, cancellation) is { } known)
        {
            return known;
        }

        context.Postings.Add(new PostingPart
        {
            EventId = posting.EventId,
            Part = posting.Part,
            Parts = posting.Parts,
            Record = posting.Record,
            CorrelationId = posting.CorrelationId,
            ContentHash = hash,
            Body = posting.Content.ToString(Formatting.None),
            StoredOn = time.GetUtcNow().UtcDateTime,
        });
        try
        {
            await context.SaveChangesAsync(cancellation);
        }
        catch (DbUpdateException exception) when (exception.IsDuplicate())
        {
            context.ChangeTracker.Clear();
            return (await KnownAsync(context, posting, hash, cancellation))!.Value;
        }

        probe.Pass(StepProbe.PostingStored);
        return StoreOutcome.Stored;
    }

    private static async Task<StoreOutcome?> KnownAsync(ConnectorContext context, ReceivedPosting posting, string hash, CancellationToken cancellation)
    {
        var known = await context.Postings.AsNoTracking()
            .Where(part => part.EventId == posting.EventId && part.Part == posting.Part)
            .Select(part => part.ContentHash)
            .SingleOrDefaultAsync(cancellation);
        return known is null ? null : known == hash ? StoreOutcome.Known : StoreOutcome.Contradicts;
    }
}
