using System.Globalization;
using System.Linq.Expressions;
using System.Reflection;
using Hangfire;
using Hangfire.Common;
using Hangfire.States;

namespace ProjectInvoice.Finance.Scheduling;

/// <summary>
/// One kind of periodic work. What it has to do stands in the tables of finance, so that a lost run is made up for by the next one, on whichever instance.
/// </summary>
/// <param name="Name">Its name in the dashboard; its interval is the setting <c>Work:Name</c>.</param>
/// <param name="Job">What runs.</param>
/// <param name="Default">The interval where the setting is missing; null for not at all.</param>
/// <param name="AtStart">Whether each instance also does it when it starts, so that what is left from before does not wait for the clock.</param>
internal sealed record RecurringWork(string Name, Job Job, string? Default, bool AtStart)
{
    /// <summary>What runs more often than this takes up the time of everything else.</summary>
    public static readonly TimeSpan ShortestInterval = TimeSpan.FromSeconds(2);

    private const int SecondsOfAMinute = 60;
    private const int MinutesOfAnHour = 60;

    public string Setting => $"Work:{Name}";

    /// <summary>The queue that the class of the work names for itself.</summary>
    public string Queue => Job.Type.GetCustomAttribute<QueueAttribute>()?.Queue ?? EnqueuedState.DefaultQueue;

    public static RecurringWork Of<T>(string name, Expression<Func<T, Task>> call, string? interval, bool atStart) =>
        new(name, Job.FromExpression(call), interval, atStart);

    /// <summary>When it runs, as a cron expression; null where it is switched off.</summary>
    public string? Cron(IConfiguration configuration)
    {
        var interval = configuration[Setting] ?? Default;
        return string.IsNullOrWhiteSpace(interval) ? null
            : int.TryParse(interval, NumberStyles.None, CultureInfo.InvariantCulture, out var seconds) ? Every(seconds)
            : interval;
    }

    // Cron knows seconds below a minute and minutes below an hour; the interval is taken to the next whole one.
    private static string Every(int seconds)
    {
        var minutes = (seconds + SecondsOfAMinute - 1) / SecondsOfAMinute;
        return seconds < SecondsOfAMinute ? FormattableString.Invariant($"*/{Math.Max(1, seconds)} * * * * *")
            : minutes < MinutesOfAnHour ? FormattableString.Invariant($"*/{minutes} * * * *")
            : "0 * * * *";
    }
}
