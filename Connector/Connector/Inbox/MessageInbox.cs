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
        if (await context.Messages.SingleOrDefaultAsync(row => row.Id == message.MessageId, cancellation) is { } known)
        {
            return await CompareAsync(context, known, message, cancellation);
        }

        context.Messages.Add(new InboxMessage
        {
            Id = message.MessageId,
            MessageType = message.MessageType,
            InvoiceId = message.InvoiceId,
            InvoiceNumber = message.InvoiceNumber,
            OrganizationId = message.OrganizationId,
            CorrelationId = message.CorrelationId,
            StoredOn = time.GetUtcNow().UtcDateTime,
        });
        try
        {
            await context.SaveChangesAsync(cancellation);
        }
        catch (DbUpdateException exception) when (exception.IsDuplicate())
        {
            // Push and poll met: the unique key decided, and the one that came first is compared with.
            context.ChangeTracker.Clear();
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
