namespace LocalDataverse.Tests.Organization;

public sealed class ManualClock : TimeProvider
{
    private DateTimeOffset now = new(2026, 11, 22, 10, 0, 0, TimeSpan.Zero);

    public override DateTimeOffset GetUtcNow() => now;

    public void Advance(TimeSpan time) => now += time;
}
