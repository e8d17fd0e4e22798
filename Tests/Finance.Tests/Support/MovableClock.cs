namespace ProjectInvoice.Finance.Tests.Support;

/// <summary>A clock that moves only when a test moves it. It begins at the real time, by which the tokens of the authority are valid.</summary>
internal sealed class MovableClock : TimeProvider
{
    private long ticks = TimeProvider.System.GetUtcNow().Ticks;

    public override long TimestampFrequency => TimeSpan.TicksPerSecond;

    public override DateTimeOffset GetUtcNow() => new(GetTimestamp(), TimeSpan.Zero);

    public override long GetTimestamp() => Interlocked.Read(ref ticks);

    public void Move(TimeSpan time) => Interlocked.Add(ref ticks, time.Ticks);
}
