namespace ProjectInvoice.Connector.Tests;

/// <summary>The clock of a process that stands still: no timer of it fires, and no time goes by for it.</summary>
internal sealed class StandingClock : TimeProvider
{
    private readonly DateTimeOffset now = System.GetUtcNow();

    public override DateTimeOffset GetUtcNow() => now;

    public override long GetTimestamp() => 0;

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period) => new Timer();

    private sealed class Timer : ITimer
    {
        public bool Change(TimeSpan dueTime, TimeSpan period) => true;

        public void Dispose() { }

        public ValueTask DisposeAsync() => ValueTask.CompletedTask;
    }
}
