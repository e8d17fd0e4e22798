namespace Simulator.Time;

/// <summary>
/// The one clock of a run. It stands still unless it is told to go on: by the schedule, by a peer that is slow, or by a program that waits. What is measured
/// (<see cref="Elapsed"/>) only ever grows; what a clock on the wall shows may be set.
/// </summary>
internal sealed class SimulatedClock
{
    private readonly Lock gate = new();
    private readonly List<VirtualTimer> limits = [];

    public DateTimeOffset Now { get; private set; }

    public TimeSpan Elapsed { get; private set; }

    /// <summary>Begins a new run; nothing of the one before fires any more.</summary>
    public void Begin(DateTimeOffset now)
    {
        lock (gate)
        {
            limits.Clear();
            (Now, Elapsed) = (now, TimeSpan.Zero);
        }
    }

    public void Advance(TimeSpan time)
    {
        List<VirtualTimer> due;
        lock (gate)
        {
            Now += time;
            Elapsed += time;
            due = limits.FindAll(limit => limit.DueAt <= Elapsed);
            limits.RemoveAll(due.Contains);
        }

        due.ForEach(limit => limit.Fire());
    }

    /// <summary>A limit fires once the time has come by somebody else's doing.</summary>
    public void Await(VirtualTimer limit)
    {
        lock (gate)
        {
            limits.Add(limit);
        }
    }

    public void Forget(VirtualTimer limit)
    {
        lock (gate)
        {
            limits.Remove(limit);
        }
    }
}
