using System.Threading;

namespace LocalDataverse.Storage;

/// <summary>First come, first served; not bound to a thread.</summary>
internal sealed class FairLock
{
    private readonly object gate = new();
    private readonly LinkedList<SemaphoreSlim> waiting = new();
    private bool held;

    public bool TryAcquire(TimeSpan timeout)
    {
        SemaphoreSlim turn;
        lock (gate)
        {
            if (!held)
            {
                held = true;
                return true;
            }

            turn = new SemaphoreSlim(0, 1);
            waiting.AddLast(turn);
        }

        if (turn.Wait(timeout))
        {
            return true;
        }

        lock (gate)
        {
            // The turn may have come between the time-out and this line: then the lock is ours after all.
            return !waiting.Remove(turn);
        }
    }

    public void Release()
    {
        lock (gate)
        {
            if (waiting.First is not { } next)
            {
                held = false;
                return;
            }

            waiting.RemoveFirst();
            next.Value.Release();
        }
    }
}
