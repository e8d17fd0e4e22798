using System.Diagnostics;
using System.Text.Json;
using Finance.Storage;

namespace Finance.Callbacks;

/// <summary>Writes callbacks in the transaction of the posting they tell about.</summary>
internal sealed class CallbackOutbox(CallbackSender sender)
{
    public const int LinesOfAPart = 1000;

    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web);

    /// <summary>Adds a posting as parts of at most 1,000 lines; the sender is woken once the transaction is committed.</summary>
    public async Task AddAsync(FinanceSession session, PostingCallback posting, CancellationToken cancellation)
    {
        var pages = posting.Lines.Count == 0 ? [[]] : posting.Lines.Chunk(LinesOfAPart).ToArray();
        var parts = pages.Select((page, index) => new CallbackPart
        {
            EventId = posting.EventId,
            Part = index + 1,
            CorrelationId = posting.CorrelationId,
            TraceParent = Activity.Current?.Id,
            Body = JsonSerializer.Serialize(posting with { Part = index + 1, Parts = pages.Length, Lines = page }, Json),
        });
        var known = await session.Rows.InsertAsync(parts, cancellation);
        if (known.Count > 0)
        {
            throw new InvalidOperationException($"Callback {posting.EventId} was written before.");
        }

        session.AfterCommit(sender.Wake);
    }
}
