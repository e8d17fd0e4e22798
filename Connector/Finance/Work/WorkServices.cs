using Hangfire;
using ProjectInvoice.Finance.Identity;
using ProjectInvoice.Finance.Outbox;
using ProjectInvoice.Finance.Posting.Batches;
using ProjectInvoice.Finance.Scheduling;

namespace ProjectInvoice.Finance.Work;

/// <summary>Registers the schedule and the periodic work. Import and posting run on request only, unless a setting gives them an interval.</summary>
internal static class WorkServices
{
    /// <summary>Together with the time for which a part is held, that leaves nothing for a minute that an instance held when it died.</summary>
    private const string EveryFifteenSeconds = "*/15 * * * * *";

    public static void AddWork(this IServiceCollection services)
    {
        services.AddSingleton<WorkSchedule>();
        services.AddHostedService(provider => provider.GetRequiredService<WorkSchedule>());
        services.AddSingleton<ImportWork>();
        services.AddSingleton<JournalWork>();
        services.AddRecurring<CallbackSender>("Callbacks", sender => sender.SendPendingAsync(CancellationToken.None), EveryFifteenSeconds, atStart: true);
        services.AddRecurring<PostingGate>("Numbers", gate => gate.TryAsync(CancellationToken.None), Cron.Minutely(), atStart: true);
        services.AddSingleton<PostingBatches>();
        services.AddRecurring<PostingBatches>("PostingBatches", batches => batches.ResumeAsync(CancellationToken.None), Cron.Minutely(), atStart: true);
        services.AddRecurring<ImportWork>("Import", work => work.RunAsync(CancellationToken.None), null);
        services.AddRecurring<JournalWork>("Journals", work => work.RunAsync(CancellationToken.None), null);
    }

    /// <summary>Adds periodic work; the setting <c>Work:name</c> gives its interval.</summary>
    public static void AddRecurring<T>(
        this IServiceCollection services,
        string name,
        System.Linq.Expressions.Expression<Func<T, Task>> call,
        string? interval,
        bool atStart = false
    ) => services.AddSingleton(RecurringWork.Of(name, call, interval, atStart));
}
