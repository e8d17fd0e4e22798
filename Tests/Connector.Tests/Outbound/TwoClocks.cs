namespace ProjectInvoice.Connector.Tests.Outbound;

/// <summary>The clock on the wall, which somebody may set, and the time that passes, which nobody can.</summary>
internal sealed class TwoClocks : TimeProvider
{
    private long passed;

    public DateTimeOffset Wall { get; set; } = new(2026, 11, 22, 10, 0, 0, TimeSpan.Zero);

    public override long TimestampFrequency => TimeSpan.TicksPerSecond;

    public override DateTimeOffset GetUtcNow() => Wall;

    public override long GetTimestamp() => passed;

    public void Pass(TimeSpan time) => passed += time.Ticks;
}
