namespace ProjectInvoice.Finance.Tests.Support;

/// <summary>A clock that stands still, so that two runs write the same moments.</summary>
internal sealed class FixedClock : TimeProvider
{
    public override DateTimeOffset GetUtcNow() => new(2026, 11, 2, 12, 0, 0, TimeSpan.Zero);
}
