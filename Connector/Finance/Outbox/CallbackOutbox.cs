using System.Diagnostics;
using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using ProjectInvoice.Finance.Identity;
using ProjectInvoice.Finance.Setup;
using ProjectInvoice.Finance.Storage;
using ProjectInvoice.Finance.WriteBack;

namespace ProjectInvoice.Finance.Outbox;

/// <summary>Writes callbacks in the transaction of the posting they tell about.</summary>
internal sealed class CallbackOutbox(CallbackSender sender, TimeProvider clock) : IPostingOutbox
{
    public const int LinesOfAPart = 1000;

    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web);

    /// <summary>Adds a posting as parts of at most 1,000 lines; the sender is woken once the transaction is committed.</summary>
    public async Task AddAsync(FinanceSession session, PostingCallback posting, CancellationToken cancellation)
    {
        posting = await IdentifiedAsync(session, posting, cancellation);
        var pages =
            posting.Lines.Count == 0
                ?
                [
                    [],
                ]
                : posting.Lines.Chunk(LinesOfAPart).ToArray();
        var parts = pages.Select(
            (page, index) =>
                new CallbackPart
                {
                    EventId = posting.EventId,
                    Part = index + 1,
                    Record = posting.Proposal ?? posting.Journal ?? string.Empty,
                    WrittenOn = clock.GetUtcNow().UtcDateTime,
                    CorrelationId = posting.CorrelationId,
                    TraceParent = Activity.Current?.Id,
                    Body = JsonSerializer.Serialize(posting with { Part = index + 1, Parts = pages.Length, Lines = page }, Json),
                }
        );
        var known = await session.Rows.InsertAsync(parts, cancellation);
        if (known.Count > 0)
        {
            throw new InvalidOperationException($"Callback {posting.EventId} was written before.");
        }

        session.AfterCommit(sender.Wake);
    }

    /// <summary>
    /// The posting as one of these books in this generation: its id is of no other, and it tells how far the numbers have come, so that the receiver notices
    /// books that are older than that.
    /// </summary>
    private static async Task<PostingCallback> IdentifiedAsync(FinanceSession session, PostingCallback posting, CancellationToken cancellation)
    {
        var books = await BooksIdentity.OfAsync(session.Context, cancellation);
        var company = NumberSequences.CounterOf(posting.Company);
        var numbers = await session
            .Query<NumberSequenceCounter>()
            .Where(counter => counter.Company == company)
            .OrderBy(counter => counter.Reference)
            .Select(counter => new GivenNumber(counter.Reference, counter.Next - 1))
            .ToListAsync(cancellation);
        return posting with { EventId = books.IdOf(posting.EventId), Source = books.Source, Generation = books.Generation, Numbers = numbers };
    }
}
