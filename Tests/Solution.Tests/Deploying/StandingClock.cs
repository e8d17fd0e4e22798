namespace Solution.Tests.Deploying;

/// <summary>A clock that always tells the same time; its waits are those of the machine.</summary>
internal sealed class StandingClock : TimeProvider
{
    public override DateTimeOffset GetUtcNow() => new(2026, 9, 30, 8, 0, 0, TimeSpan.Zero);
}
