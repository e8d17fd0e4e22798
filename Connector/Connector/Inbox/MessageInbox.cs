using Connector.Storage;
using Microsoft.EntityFrameworkCore;

namespace Connector.Inbox;

/// <summary>Stores messages once, whoever brings them first.</summary>
/// <param name="contexts">The database.</param>
/// <param name="time">The clock.</param>
/// <param name="probe">Named places.</param>
internal sealed class MessageInbox(IDbContextFactory<ConnectorContext> contexts, TimeProvider time, StepProbe probe)
{
    /// <summary>Stores a message, unless it is known. One that was done and comes again is done again: header and rows, which changes nothing where they arrived.</summary>
    /// <param name="message">The message.</param>
    /// <param name="isSentAgain">Whether its sender means it; false where it may only not know yet that the message was taken.</param>
    /// <param name="cancellation">Stops the work.</param>
    public async Task<StoreOutcome> StoreAsync(ReceivedMessage message, bool isSentAgain, CancellationToken cancellation)
    {
        await using var context = await contexts.CreateDbContextAsync(cancellation);

        // Push and poll may bring it at the same time: the unique key decides which of them stores it.
        var stored = await context.Database.ExecuteSqlAsync(
            $"""
            INSERT INTO "Messages" ("Id", "MessageType", "InvoiceId", "InvoiceNumber", "OrganizationId", "CorrelationId", "State", "Attempts", "StoredOn")
            VALUES ({message.MessageId}, {message.MessageType}, {message.InvoiceId}, {message.InvoiceNumber}, {message.OrganizationId}, {message.CorrelationId},
                {(int)WorkState.Waiting}, 0, {time.GetUtcNow().UtcDateTime})
            ON CONFLICT ("Id") DO NOTHING
            """,
            cancellation);
        if (stored == 0)
        {
            var outcome = await CompareAsync(context, await context.Messages.SingleAsync(row => row.Id == message.MessageId, cancellation), message, cancellation);
            return outcome == StoreOutcome.Known && isSentAgain && await ReopenAsync(context, message.MessageId, cancellation) ? StoreOutcome.Reopened : outcome;
        }

        probe.Pass(StepProbe.MessageStored);
        return StoreOutcome.Stored;
    }

    private async Task<bool> ReopenAsync(ConnectorContext context, Guid id, CancellationToken cancellation)
    {
        var reopened = await context.Messages.Where(row => row.Id == id && row.State == WorkState.Done).ExecuteUpdateAsync(
            row => row.SetProperty(message => message.State, WorkState.Waiting)
                .SetProperty(message => message.RowsAgain, true)
                .SetProperty(message => message.StoredOn, time.GetUtcNow().UtcDateTime)
                .SetProperty(message => message.DoneOn, (DateTime?)null),
            cancellation);
        if (reopened == 0)
        {
            return false;
        }

        probe.Pass(StepProbe.MessageReopened);
        return true;
    }

    private static async Task<StoreOutcome> CompareAsync(ConnectorContext context, InboxMessage known, ReceivedMessage message, CancellationToken cancellation)
    {
        var same = known.MessageType == message.MessageType
            && known.InvoiceId == message.InvoiceId
            && (known.InvoiceNumber is null || message.InvoiceNumber is null || known.InvoiceNumber == message.InvoiceNumber)
            && (known.OrganizationId is null || message.OrganizationId is null || known.OrganizationId == message.OrganizationId)
            && string.Equals(known.CorrelationId, message.CorrelationId, StringComparison.OrdinalIgnoreCase);
        if (!same)
        {
            return StoreOutcome.Contradicts;
        }

        known.InvoiceNumber ??= message.InvoiceNumber;
        known.OrganizationId ??= message.OrganizationId;
        await context.SaveChangesAsync(cancellation);
        return StoreOutcome.Known;
    }
}
