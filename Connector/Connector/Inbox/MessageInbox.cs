using Connector.Storage;
using Microsoft.EntityFrameworkCore;

namespace Connector.Inbox;

/// <summary>Stores messages once, whoever brings them first.</summary>
/// <param name="contexts">The database.</param>
/// <param name="time">The clock.</param>
/// <param name="probe">Named places.</param>
internal sealed class MessageInbox(IDbContextFactory<ConnectorContext> contexts, TimeProvider time, StepProbe probe)
{
    /// <summary>Stores a message, unless it is known.</summary>
    public async Task<StoreOutcome> StoreAsync(ReceivedMessage message, CancellationToken cancellation)
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
            return await CompareAsync(context, await context.Messages.SingleAsync(row => row.Id == message.MessageId, cancellation), message, cancellation);
        }

        probe.Pass(StepProbe.MessageStored);
        return StoreOutcome.Stored;
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
