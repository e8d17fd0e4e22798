using Microsoft.EntityFrameworkCore;
using ProjectInvoice.Connector.Storage;

namespace ProjectInvoice.Connector.Inbox;

/// <summary>Stores messages once, whoever brings them first.</summary>
/// <param name="contexts">The database.</param>
/// <param name="time">The clock.</param>
/// <param name="probe">Named places.</param>
internal sealed class MessageInbox(IDbContextFactory<ConnectorContext> contexts, TimeProvider time, StepProbe probe)
{
    /// <summary>
    /// Stores a message that was pushed, unless it is known. One that was done and is signed anew is done again: header and rows, which changes nothing where
    /// they arrived. The same signature again may come from anyone who saw it, and does nothing.
    /// </summary>
    /// <param name="signedOn">When it was signed, in UTC.</param>
    public Task<StoreOutcome> StorePushedAsync(ReceivedMessage message, DateTime signedOn, CancellationToken cancellation) =>
        StoreAsync(message, signedOn, context => IsSignedAnewAsync(context, message.MessageId, signedOn, cancellation), cancellation);

    /// <summary>
    /// Stores a message that was asked for, unless it is known. One that was done is done again where its row was marked sent before and is Pending again.
    /// </summary>
    /// <param name="isSentAgain">Whether its row was marked sent before; otherwise Dataverse may only not know yet that the message was taken.</param>
    public Task<StoreOutcome> StoreAsync(ReceivedMessage message, bool isSentAgain, CancellationToken cancellation) =>
        StoreAsync(message, null, _ => Task.FromResult(isSentAgain), cancellation);

    /// <summary>Does a message that was done once more, with the rows of its invoice.</summary>
    /// <returns>Whether it was done before; one that waits goes anyway.</returns>
    public async Task<bool> RepeatAsync(Guid id, CancellationToken cancellation)
    {
        await using var context = await contexts.CreateDbContextAsync(cancellation);
        return await ReopenAsync(context, id, cancellation);
    }

    private async Task<StoreOutcome> StoreAsync(
        ReceivedMessage message,
        DateTime? signedOn,
        Func<ConnectorContext, Task<bool>> isSentAgain,
        CancellationToken cancellation
    )
    {
        await using var context = await contexts.CreateDbContextAsync(cancellation);

        // Push and poll may bring it at the same time: the unique key decides which of them stores it.
        var stored = await context.Database.ExecuteSqlAsync(
            $"""
            INSERT INTO "Messages" ("Id", "MessageType", "InvoiceId", "InvoiceNumber",
                "OrganizationId", "CorrelationId", "SignedOn", "RowsAgain", "State", "Attempts", "StoredOn")
            VALUES ({message.MessageId}, {message.MessageType}, {message.InvoiceId}, {message.InvoiceNumber},
                {message.OrganizationId}, {message.CorrelationId}, {signedOn}, FALSE, {(int)WorkState.Waiting}, 0, {time.GetUtcNow().UtcDateTime})
            ON CONFLICT ("Id") DO NOTHING
            """,
            cancellation
        );
        if (stored == 0)
        {
            var outcome = await CompareAsync(
                context,
                await context.Messages.SingleAsync(row => row.Id == message.MessageId, cancellation),
                message,
                cancellation
            );
            return outcome == StoreOutcome.Known && await isSentAgain(context) && await ReopenAsync(context, message.MessageId, cancellation)
                ? StoreOutcome.Reopened
                : outcome;
        }

        probe.Pass(StepProbe.MessageStored);
        return StoreOutcome.Stored;
    }

    private static async Task<bool> IsSignedAnewAsync(ConnectorContext context, Guid id, DateTime signedOn, CancellationToken cancellation) =>
        await context
            .Messages.Where(row => row.Id == id && (row.SignedOn == null || row.SignedOn < signedOn))
            .ExecuteUpdateAsync(row => row.SetProperty(message => message.SignedOn, signedOn), cancellation) == 1;

    private async Task<bool> ReopenAsync(ConnectorContext context, Guid id, CancellationToken cancellation)
    {
        var reopened = await context
            .Messages.Where(row => row.Id == id && row.State == WorkState.Done)
            .ExecuteUpdateAsync(
                row =>
                    row.SetProperty(message => message.State, WorkState.Waiting)
                        .SetProperty(message => message.RowsAgain, true)
                        .SetProperty(message => message.StoredOn, time.GetUtcNow().UtcDateTime)
                        .SetProperty(message => message.DoneOn, (DateTime?)null),
                cancellation
            );
        if (reopened == 0)
        {
            return false;
        }

        probe.Pass(StepProbe.MessageReopened);
        return true;
    }

    private static async Task<StoreOutcome> CompareAsync(ConnectorContext context, InboxMessage known, ReceivedMessage message, CancellationToken cancellation)
    {
        var same =
            known.MessageType == message.MessageType
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
