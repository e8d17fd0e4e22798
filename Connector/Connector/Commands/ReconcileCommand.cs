using System.CommandLine;
using Microsoft.EntityFrameworkCore;
using ProjectInvoice.Connector.Postings;
using ProjectInvoice.Connector.Storage;

namespace ProjectInvoice.Connector.Commands;

/// <summary>Asks the running connector to compare both sides, and shows what came of it.</summary>
internal static class ReconcileCommand
{
    private static readonly TimeSpan Between = TimeSpan.FromSeconds(1);

    public static Command Build(CommandRunner runner)
    {
        var wait = new Option<int>("--wait")
        {
            Description = "How many seconds to wait for the result; the connector begins in its next run.",
            DefaultValueFactory = _ => 60,
        };
        wait.Validators.Add(result =>
        {
            if (result.GetValueOrDefault<int>() is < 0 or > 3600)
            {
                result.AddError("--wait takes seconds from 0 to 3600");
            }
        });
        return runner.Act(
            new Command("reconcile", "Has the running connector compare what was delivered with what finance holds, and shows the result.") { wait },
            (result, scope) => RunAsync(scope, TimeSpan.FromSeconds(result.GetValue(wait)))
        );
    }

    private static async Task<int> RunAsync(CommandScope scope, TimeSpan patience)
    {
        await scope.RequireDatabaseAsync();
        var before = await StateAsync(scope);
        await scope.Part<FinanceSources>().RequestAsync("an administrator asked for it", scope.Cancellation);
        var time = scope.Part<TimeProvider>();
        var begun = time.GetTimestamp();
        var state = await StateAsync(scope);
        while (!IsFinished(state, before) && time.GetElapsedTime(begun) < patience)
        {
            await Task.Delay(Between, time, scope.Cancellation);
            state = await StateAsync(scope);
        }

        var finished = IsFinished(state, before);
        if (scope.Output.IsJson)
        {
            scope.Output.Document(
                new
                {
                    finished,
                    finishedOn = finished ? state?.FinishedOn : null,
                    missing = finished ? state?.Missing : null,
                }
            );
        }
        else
        {
            scope.Output.Line(
                finished
                    ? $"Compared: {state!.Missing} rows and headers were missing in finance, and are delivered again."
                    : "It is asked for, and not finished yet: the connector does it in its next run. The status shows the result."
            );
        }

        return finished && state!.Missing == 0 ? ExitCodes.Done : ExitCodes.Failing;
    }

    private static bool IsFinished(Reconciliation? state, Reconciliation? before) =>
        state is { RequestedOn: null, FinishedOn: { } finished } && finished != before?.FinishedOn;

    private static async Task<Reconciliation?> StateAsync(CommandScope scope)
    {
        await using var context = await scope.Part<IDbContextFactory<ConnectorContext>>().CreateDbContextAsync(scope.Cancellation);
        return await context.Reconciliations.AsNoTracking().FirstOrDefaultAsync(scope.Cancellation);
    }
}
