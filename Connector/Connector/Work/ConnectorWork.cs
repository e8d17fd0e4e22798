using Hangfire;
using ProjectInvoice.Connector.Delivery;
using ProjectInvoice.Connector.Inbox;
using ProjectInvoice.Connector.Postings;
using ProjectInvoice.ServiceDefaults.Storage;

namespace ProjectInvoice.Connector.Work;

/// <summary>The connector's jobs. Their truth is the database: a job that is lost is made up for by the next.</summary>
[AutomaticRetry(Attempts = 0)]
internal sealed class ConnectorWork : IDisposable
{
    private readonly SingleRun messages;
    private readonly SingleRun changes;
    private readonly SingleRun postings;
    private readonly SingleRun told;
    private readonly CancellationToken stopping;
    private readonly StorageWatch watch;
    private readonly ILogger<ConnectorWork> logger;
    private int pollRequested;

    public ConnectorWork(
        PollPendingMessages poll,
        DeliverHeaders headers,
        SynchronizeChanges synchronize,
        PollPostings asked,
        RecordPostings record,
        TellInvoices tell,
        IHostApplicationLifetime lifetime,
        StorageWatch watch,
        ILogger<ConnectorWork> logger
    )
    {
        this.logger = logger;
        this.watch = watch;
        stopping = lifetime.ApplicationStopping;
        messages = new SingleRun(async cancellation =>
        {
            if (Interlocked.Exchange(ref pollRequested, 0) == 1)
            {
                await PollAsync(poll, cancellation);
            }

            await headers.RunAsync(cancellation);
        });
        changes = new SingleRun(synchronize.RunAsync);
        postings = new SingleRun(async cancellation =>
        {
            await asked.RunAsync(cancellation);
            await record.RunAsync(cancellation);
        });
        told = new SingleRun(cancellation => TellAsync(tell, cancellation));
    }

    /// <summary>The last failure of asking for Pending messages; null where it went well.</summary>
    public ConnectorException? PollFailure { get; private set; }

    public bool IsIdle => messages.IsIdle && changes.IsIdle && postings.IsIdle;

    public void RequestMessages() => messages.Request();

    // Not on every push: the message that was just pushed is still Pending, and its sender is about to mark it.
    public void RequestPoll() => Interlocked.Exchange(ref pollRequested, 1);

    public void RequestChanges() => changes.Request();

    public void RequestPostings() => postings.Request();

    /// <summary>Takes Pending messages and delivers headers, then the rows that they let go.</summary>
    public async Task DeliverMessagesAsync()
    {
        await GuardAsync(messages);
        await GuardAsync(changes);
    }

    /// <summary>Reads changes and delivers rows.</summary>
    public async Task SynchronizeAsync()
    {
        await GuardAsync(changes);
        await TellAsync();
    }

    /// <summary>Records postings in Dataverse.</summary>
    public async Task RecordPostingsAsync()
    {
        await GuardAsync(postings);
        await TellAsync();
    }

    public void Dispose()
    {
        messages.Dispose();
        changes.Dispose();
        postings.Dispose();
        told.Dispose();
    }

    private async Task PollAsync(PollPendingMessages poll, CancellationToken cancellation)
    {
        try
        {
            // Rows may wait for what these messages say, or are to be delivered again.
            if (await poll.RunAsync(cancellation) > 0)
            {
                changes.Request();
            }

            PollFailure = null;
        }
        catch (Exception exception) when (exception is not OperationCanceledException)
        {
            var failure = ConnectorException.From(exception, "Pending messages");
            PollFailure = failure;
            logger.LogWarning(failure.Unexpected, "Pending messages not read: {Code}.", failure.Code);
        }
    }

    private Task TellAsync()
    {
        told.Request();
        return GuardAsync(told);
    }

    // What cannot be told now is told by the next run: nothing waits for it.
    private async Task TellAsync(TellInvoices tell, CancellationToken cancellation)
    {
        try
        {
            await tell.RunAsync(cancellation);
        }
        catch (ConnectorException failure)
        {
            logger.LogInformation("What stands in the way of invoices not told to Dataverse: {Code}.", failure.Code);
        }
    }

    private async Task GuardAsync(SingleRun run)
    {
        try
        {
            await run.RunAsync(stopping);
        }
        catch (OperationCanceledException) when (stopping.IsCancellationRequested)
        {
            // The host stops; what was not done is in the database.
        }
        catch (Exception exception) when (exception is not OperationCanceledException)
        {
            // Hangfire would keep it to itself; the next run makes up for it.
            watch.Met(exception);
            var failure = ConnectorException.From(exception, "A job of the connector");
            logger.LogError(failure.Unexpected, "{Failure}", failure.Message);
        }
    }
}
