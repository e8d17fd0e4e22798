namespace Solution.Tests.Deploying;

/// <summary>A clock on which no wait is longer than a moment.</summary>
internal sealed class HurriedClock : TimeProvider
{
    private static readonly TimeSpan Moment = TimeSpan.FromMilliseconds(20);

    // Long enough for what is waited for to end: whoever asks again and again may meet the moment between its end and the question.
    private static readonly TimeSpan Long = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan LongMoment = TimeSpan.FromSeconds(3);

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period) =>
        base.CreateTimer(callback, state, Shortened(dueTime), period);

    private static TimeSpan Shortened(TimeSpan time) =>
        time < Moment ? time
        : time < Long ? Moment
        : LongMoment;
}
