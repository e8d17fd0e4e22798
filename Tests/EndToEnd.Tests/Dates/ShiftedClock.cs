namespace EndToEnd.Tests.Dates;

/// <summary>A clock that goes as every clock does, and stood at a given moment when it was made.</summary>
internal sealed class ShiftedClock(DateTimeOffset start) : TimeProvider
{
    private readonly TimeSpan shift = start - System.GetUtcNow();

    public override DateTimeOffset GetUtcNow() => System.GetUtcNow() + shift;
}
