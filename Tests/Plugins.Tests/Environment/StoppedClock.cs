namespace Plugins.Tests.Environment;

/// <summary>A clock that stands still.</summary>
internal sealed class StoppedClock(DateTime now) : TimeProvider
{
    public override DateTimeOffset GetUtcNow() => new(now);
}
