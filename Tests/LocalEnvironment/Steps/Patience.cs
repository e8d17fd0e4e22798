namespace LocalEnvironment.Steps;

/// <summary>Looks at a state across hosts again and again until it is reached or the time is over.</summary>
internal sealed class Patience(TimeSpan interval, TimeSpan limit, TimeProvider clock)
{
    /// <summary>True once the condition holds, false where the time ran out first.</summary>
    public async Task<bool> UntilAsync(Func<Task<bool>> condition, CancellationToken cancellation)
    {
        var started = clock.GetTimestamp();
        using var timer = new PeriodicTimer(interval, clock);
        while (!await condition())
        {
            if (clock.GetElapsedTime(started) > limit)
            {
                return false;
            }

            await timer.WaitForNextTickAsync(cancellation);
        }

        return true;
    }
}
