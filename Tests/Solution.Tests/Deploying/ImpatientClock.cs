using System.Collections.Concurrent;

namespace Solution.Tests.Deploying;

/// <summary>A clock on which every wait is over at once, and is written down.</summary>
internal sealed class ImpatientClock : TimeProvider
{
    private long ticks = new DateTimeOffset(2026, 9, 30, 8, 0, 0, TimeSpan.Zero).UtcTicks;

    public ConcurrentQueue<TimeSpan> Waits { get; } = new();

    public override long TimestampFrequency => TimeSpan.TicksPerSecond;

    public override long GetTimestamp() => Interlocked.Read(ref ticks);

    public override DateTimeOffset GetUtcNow() => new(GetTimestamp(), TimeSpan.Zero);

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        Waits.Enqueue(dueTime);
        Interlocked.Add(ref ticks, dueTime.Ticks);
        ThreadPool.QueueUserWorkItem(_ => callback(state));
        return new Over();
    }

    private sealed class Over : ITimer
    {
        public bool Change(TimeSpan dueTime, TimeSpan period) => false;

        public void Dispose()
        {
            // Nothing runs any more.
        }

        public ValueTask DisposeAsync() => ValueTask.CompletedTask;
    }
}
