namespace Simulator.Time;

/// <summary>
/// A timer on the simulated clock. A limit (it ends a <see cref="CancellationTokenSource"/>) waits for the time to come; anything else is
/// somebody who waits and does nothing meanwhile, so that the clock goes on for him at once.
/// </summary>
internal sealed class VirtualTimer(SimulatedClock clock, TimerCallback callback, object? state) : ITimer
{
    public TimeSpan DueAt { get; private set; }

    public bool Change(TimeSpan dueTime, TimeSpan period)
    {
        clock.Forget(this);
        if (dueTime == Timeout.InfiniteTimeSpan)
        {
            return true;
        }

        DueAt = clock.Elapsed + dueTime;
        if (state is CancellationTokenSource)
        {
            clock.Await(this);
            return true;
        }

        clock.Advance(dueTime);
        ThreadPool.UnsafeQueueUserWorkItem(_ => Fire(), null);
        return true;
    }

    public void Fire() => callback(state);

    public void Dispose() => clock.Forget(this);

    public ValueTask DisposeAsync()
    {
        Dispose();
        return ValueTask.CompletedTask;
    }
}
