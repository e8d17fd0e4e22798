using System.Linq.Expressions;
using Microsoft.EntityFrameworkCore;
using ProjectInvoice.Finance.Storage;

namespace ProjectInvoice.Finance.Outbox;

/// <summary>
/// Sends a posting once more because somebody wants it, whether it was acknowledged or waits for its next attempt. A receiver that has it answers that it knows
/// it.
/// </summary>
internal sealed class SendAgain(FinanceDatabase database, CallbackSender sender, TimeProvider clock)
{
    /// <exception cref="FinanceRefusal">The outbox has no such posting (<see cref="OutboxErrors.UnknownPosting"/>).</exception>
    public Task<int> RunAsync(Guid eventId, CancellationToken cancellation) => RunAsync(part => part.EventId == eventId, $"posting {eventId}", cancellation);

    /// <param name="record">The journal or proposal that was posted.</param>
    /// <exception cref="FinanceRefusal">The outbox has no posting of it (<see cref="OutboxErrors.UnknownPosting"/>).</exception>
    public Task<int> RunAsync(string record, CancellationToken cancellation) => RunAsync(part => part.Record == record, $"posting of {record}", cancellation);

    private async Task<int> RunAsync(Expression<Func<CallbackPart, bool>> which, string told, CancellationToken cancellation)
    {
        var now = clock.GetUtcNow().UtcDateTime;
        await using var session = await database.BeginAsync(cancellation);
        var parts = await session
            .Context.Set<CallbackPart>()
            .Where(which)
            .ExecuteUpdateAsync(
                update => update.SetProperty(part => part.Status, CallbackStatus.Pending).SetProperty(part => part.NextAttempt, now),
                cancellation
            );
        if (parts == 0)
        {
            throw OutboxErrors.UnknownPosting.Refusal(told);
        }

        session.AfterCommit(sender.Wake);
        await session.CommitAsync(cancellation);
        return parts;
    }
}
