using Hangfire;
using Microsoft.EntityFrameworkCore;
using ProjectInvoice.Finance.Scheduling;
using ProjectInvoice.Finance.Storage;
using ProjectInvoice.Finance.Telemetry;
using ProjectInvoice.ServiceDefaults.Http;

namespace ProjectInvoice.Finance.Outbox;

/// <summary>
/// Sends pending parts in the order of their postings, the parts of one posting one after the other. What fails is kept and tried again later, each time after
/// a longer wait; a repeated part is known to the receiver by event and part, so that sending twice does nothing. Instances share the parts: who sends one
/// holds it for a while, so that the part of an instance that died is sent by another one.
/// </summary>
[Queue(WorkSchedule.CallbackQueue)]
internal sealed class CallbackSender : IDisposable
{
    private const int LongestErrorText = 1000;

    private static readonly TimeSpan FirstWait = TimeSpan.FromSeconds(2);
    private static readonly TimeSpan LongestWait = TimeSpan.FromMinutes(1);

    /// <summary>
    /// How long a part is held by whoever sends it. An attempt is given up well before, so that the clocks of two instances may differ by the rest.
    /// </summary>
    private static readonly TimeSpan Held = TimeSpan.FromSeconds(20);

    private readonly FinanceDatabase database;
    private readonly CallbackRequest request;
    private readonly WorkSchedule work;
    private readonly IConfiguration configuration;
    private readonly TimeProvider clock;
    private readonly ILogger<CallbackSender> logger;
    private readonly SingleRun run;

    /// <summary>Whether the last attempt failed; the first one that succeeds then shows that the receiver is back.</summary>
    private bool failedLast;

    /// <summary>When this instance is to be woken, in ticks; zero where it is not.</summary>
    private long wake;

    public CallbackSender(
        FinanceDatabase database,
        CallbackRequest request,
        WorkSchedule work,
        IConfiguration configuration,
        TimeProvider clock,
        ILogger<CallbackSender> logger
    )
    {
        this.database = database;
        this.request = request;
        this.work = work;
        this.configuration = configuration;
        this.clock = clock;
        this.logger = logger;
        run = new SingleRun(SendAllAsync);
    }

    private DateTime Now => clock.GetUtcNow().UtcDateTime;

    /// <summary>Has this instance send what is pending. Should it die before, the periodic run of another one does.</summary>
    public void Wake()
    {
        if (run.Request())
        {
            work.EnqueueHere<CallbackSender>(sender => sender.RunAsync(CancellationToken.None));
        }
    }

    /// <summary>Sends what is pending and due.</summary>
    [AutomaticRetry(Attempts = 0)]
    public Task SendPendingAsync(CancellationToken cancellation)
    {
        run.Request();
        return run.RunAsync(cancellation);
    }

    /// <summary>Does what <see cref="Wake"/> asked for, unless it is done already.</summary>
    [AutomaticRetry(Attempts = 0)]
    public Task RunAsync(CancellationToken cancellation) => run.RunAsync(cancellation);

    /// <summary>Sends what has become due.</summary>
    [AutomaticRetry(Attempts = 0)]
    public Task WokenAsync(CancellationToken cancellation)
    {
        Interlocked.Exchange(ref wake, 0);
        return SendPendingAsync(cancellation);
    }

    public void Dispose() => run.Dispose();

    private async Task SendAllAsync(CancellationToken cancellation)
    {
        var options = CallbackOptions.From(configuration);
        if (options.Url is null)
        {
            return;
        }

        // What becomes due while this runs is left to the next run, so that a part that fails at once is not tried without an end.
        var due = Now;
        while (await NextAsync(due, cancellation) is { } part)
        {
            if (await ClaimAsync(part, cancellation))
            {
                await TrySendAsync(options, part, cancellation);
            }
        }

        await WakeForTheRestAsync(cancellation);
    }

    private async Task<CallbackPart?> NextAsync(DateTime due, CancellationToken cancellation)
    {
        await using var context = await database.ReadAsync(cancellation);

        // Nobody waits longer than that: a point in time beyond it was noted before the clock was set back.
        var latest = due + Waits.Longest;
        return await Foremost(context)
            .Where(part => part.NextAttempt <= due || part.NextAttempt > latest)
            .OrderBy(part => part.Sequence)
            .FirstOrDefaultAsync(cancellation);
    }

    /// <summary>Of each posting the first part that is not sent.</summary>
    private static IQueryable<CallbackPart> Foremost(FinanceContext context)
    {
        var pending = context.Set<CallbackPart>().Where(part => part.Status == CallbackStatus.Pending);
        return pending.Where(part => !pending.Any(earlier => earlier.EventId == part.EventId && earlier.Part < part.Part));
    }

    /// <summary>Takes a part for this instance, unless another one was faster. The number of attempts tells two holders apart.</summary>
    private async Task<bool> ClaimAsync(CallbackPart part, CancellationToken cancellation)
    {
        var until = Now + Held;
        await using var session = await database.BeginAsync(cancellation);
        var claimed = await session
            .Context.Set<CallbackPart>()
            .Where(row =>
                row.Sequence == part.Sequence && row.Status == CallbackStatus.Pending && row.Attempts == part.Attempts && row.NextAttempt == part.NextAttempt
            )
            .ExecuteUpdateAsync(update => update.SetProperty(row => row.Attempts, part.Attempts + 1).SetProperty(row => row.NextAttempt, until), cancellation);
        await session.CommitAsync(cancellation);
        part.Attempts++;
        return claimed == 1;
    }

    private async Task TrySendAsync(CallbackOptions options, CallbackPart part, CancellationToken cancellation)
    {
        using var step = FinanceTelemetry.Start("Send callback", part.EventId.ToString(), part.TraceParent);
        step.Correlate(part.CorrelationId);
        using var given = new CancellationTokenSource(CallbackRequest.LongestAttempt, clock);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(given.Token, cancellation);
        CallbackFailure? failure;
        try
        {
            failure = await request.SendAsync(options, part, either.Token);
        }
        catch (Exception exception) when (!cancellation.IsCancellationRequested)
        {
            failure = new CallbackFailure(given.IsCancellationRequested ? "The connector did not answer in time." : exception.Message, null);
        }

        if (failure is not null)
        {
            logger.LogWarning(
                "{Code}: callback {EventId} part {Part}: attempt {Attempt} failed: {Cause} (correlation {CorrelationId})",
                OutboxErrors.AttemptFailed.Code,
                part.EventId,
                part.Part,
                part.Attempts,
                failure.Cause,
                part.CorrelationId
            );
        }
        else
        {
            step.Done(1);
        }

        await KeepAsync(part, failure, cancellation);
    }

    /// <summary>Writes what became of the attempt, unless the part was held for too long and another instance has taken it.</summary>
    private async Task KeepAsync(CallbackPart part, CallbackFailure? failure, CancellationToken cancellation)
    {
        var status = failure is null ? CallbackStatus.Sent : CallbackStatus.Pending;
        var error = failure?.Text is { Length: > LongestErrorText } text ? text[..LongestErrorText] : failure?.Text;
        var next = Now + Wait(part.Attempts);
        await using var session = await database.BeginAsync(cancellation);
        await session
            .Context.Set<CallbackPart>()
            .Where(row => row.Sequence == part.Sequence && row.Status == CallbackStatus.Pending && row.Attempts == part.Attempts)
            .ExecuteUpdateAsync(
                update => update.SetProperty(row => row.Status, status).SetProperty(row => row.LastError, error).SetProperty(row => row.NextAttempt, next),
                cancellation
            );
        if (failure is null && failedLast)
        {
            await HurryAsync(session, cancellation);
        }

        await session.CommitAsync(cancellation);
        failedLast = failure is not null;
    }

    /// <summary>
    /// The receiver is back: what waits for it after failures does not wait any longer. A part that somebody holds is due sooner than that and left alone.
    /// </summary>
    private async Task HurryAsync(FinanceSession session, CancellationToken cancellation)
    {
        var (now, held) = (Now, Now + Held);
        await session
            .Context.Set<CallbackPart>()
            .Where(row => row.Status == CallbackStatus.Pending && row.LastError != null && row.NextAttempt > held)
            .ExecuteUpdateAsync(update => update.SetProperty(row => row.NextAttempt, now), cancellation);
    }

    /// <summary>Wakes this instance when the next part is due: one that failed, or one that another instance holds and may never release.</summary>
    private async Task WakeForTheRestAsync(CancellationToken cancellation)
    {
        await using var context = await database.ReadAsync(cancellation);
        var next = await Foremost(context).MinAsync(part => (DateTime?)part.NextAttempt, cancellation);
        var planned = Interlocked.Read(ref wake);
        if (next is null || (planned != 0 && planned <= next.Value.Ticks))
        {
            return;
        }

        Interlocked.Exchange(ref wake, next.Value.Ticks);
        work.EnqueueHere<CallbackSender>(sender => sender.WokenAsync(CancellationToken.None), Waits.Within(next.Value - Now));
    }

    private static TimeSpan Wait(int attempts)
    {
        var wait = FirstWait * Math.Pow(2, Math.Min(attempts - 1, 12));
        return wait < LongestWait ? wait : LongestWait;
    }
}
