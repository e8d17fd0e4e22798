using Hangfire;

namespace Finance.Callbacks;

/// <summary>Asks the background server to send what is pending.</summary>
internal sealed class CallbackWake(IBackgroundJobClient jobs)
{
    public void Wake() => jobs.Enqueue<CallbackSender>(sender => sender.SendPendingAsync(CancellationToken.None));

    public void WakeIn(TimeSpan delay) => jobs.Schedule<CallbackSender>(sender => sender.SendPendingAsync(CancellationToken.None), delay);
}
