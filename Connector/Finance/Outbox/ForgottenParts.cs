using System.Runtime.CompilerServices;
using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using ProjectInvoice.Finance.Identity;
using ProjectInvoice.Finance.Setup;
using ProjectInvoice.Finance.Storage;
using ProjectInvoice.Finance.WriteBack;

namespace ProjectInvoice.Finance.Outbox;

/// <summary>
/// Sends again what the receiver had acknowledged and does not know any more, because its database was lost or comes from a backup: it may not have passed it
/// on. The numbers that each part tells say which those are. What it did pass on changes nothing a second time.
/// </summary>
internal sealed class ForgottenParts(FinanceDatabase database, CallbackSender sender, TimeProvider clock, ILogger<ForgottenParts> logger) : IForgottenParts
{
    private const int PartsAnUpdate = 500;

    public async Task<PartsSent> SentAsync(CancellationToken cancellation)
    {
        await using var context = await database.ReadAsync(cancellation);
        var parts = context.Set<CallbackPart>().AsNoTracking();

        // The last one first: what comes in between is beyond it.
        var last = await parts.MaxAsync(part => (long?)part.Sequence, cancellation) ?? 0;
        return new PartsSent(last, [.. await parts.Where(part => part.Status != CallbackStatus.Sent).Select(part => part.Sequence).ToListAsync(cancellation)]);
    }

    public async Task SendAgainAsync(ToldNumbers told, PartsSent before, CancellationToken cancellation)
    {
        var forgotten = await FindAsync(told, before, cancellation);
        foreach (var chunk in forgotten.Chunk(PartsAnUpdate))
        {
            await SendAgainAsync(chunk, cancellation);
        }

        if (forgotten.Count > 0)
        {
            logger.LogWarning("The connector has forgotten {Parts} parts of postings; they are sent again.", forgotten.Count);
        }
    }

    // From the last part backwards, until the receiver knows one of each company: numbers only rise.
    private async Task<List<long>> FindAsync(ToldNumbers told, PartsSent before, CancellationToken cancellation)
    {
        var known = told.Numbers.ToDictionary(number => (NumberSequences.CounterOf(number.Company), number.Reference), number => number.Number);
        var forgotten = new List<long>();
        await using var context = await database.ReadAsync(cancellation);
        var open = await OpenAsync(context, known, cancellation);
        if (open.Count == 0)
        {
            return forgotten;
        }

        await foreach (var (sequence, posting) in SentBefore(context, before, cancellation))
        {
            var company = NumberSequences.CounterOf(posting.Company);

            // What was posted before parts told of their books says nothing of what is known.
            if (posting.Source != told.Source || !open.Contains(company))
            {
                continue;
            }

            if (posting.Numbers.All(number => known.GetValueOrDefault((company, number.Reference)) >= number.Number))
            {
                open.Remove(company);
            }
            else
            {
                forgotten.Add(sequence);
            }

            if (open.Count == 0)
            {
                break;
            }
        }

        return forgotten;
    }

    /// <summary>What was acknowledged until then, the last part first.</summary>
    private static async IAsyncEnumerable<(long Sequence, PostingCallback Posting)> SentBefore(
        FinanceContext context,
        PartsSent before,
        [EnumeratorCancellation] CancellationToken cancellation
    )
    {
        var parts = context
            .Set<CallbackPart>()
            .AsNoTracking()
            .Where(part => part.Status == CallbackStatus.Sent && part.Sequence <= before.Last)
            .OrderByDescending(part => part.Sequence)
            .Select(part => new { part.Sequence, part.Body });
        await foreach (var part in parts.AsAsyncEnumerable().WithCancellation(cancellation))
        {
            if (!before.Unsent.Contains(part.Sequence))
            {
                yield return (part.Sequence, JsonSerializer.Deserialize<PostingCallback>(part.Body, JsonSerializerOptions.Web)!);
            }
        }
    }

    private static async Task<HashSet<string>> OpenAsync(FinanceContext context, Dictionary<(string, string), long> known, CancellationToken cancellation)
    {
        var counters = await context.Set<NumberSequenceCounter>().AsNoTracking().ToListAsync(cancellation);
        return
        [
            .. counters.Where(counter => known.GetValueOrDefault((counter.Company, counter.Reference)) < counter.Next - 1).Select(counter => counter.Company),
        ];
    }

    private async Task SendAgainAsync(long[] parts, CancellationToken cancellation)
    {
        var now = clock.GetUtcNow().UtcDateTime;
        await using var session = await database.BeginAsync(cancellation);
        await session
            .Context.Set<CallbackPart>()
            .Where(part => parts.Contains(part.Sequence) && part.Status == CallbackStatus.Sent)
            .ExecuteUpdateAsync(
                update => update.SetProperty(part => part.Status, CallbackStatus.Pending).SetProperty(part => part.NextAttempt, now),
                cancellation
            );
        session.AfterCommit(sender.Wake);
        await session.CommitAsync(cancellation);
    }
}
