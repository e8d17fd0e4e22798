using LocalEnvironment.Errors;
using LocalEnvironment.Narration;

namespace LocalEnvironment.Steps;

/// <summary>Waits until finance has the header of each confirmed invoice and the connector has nothing more to send.</summary>
internal sealed class DeliverToFinance : IStep
{
    public Task RunAsync(Job job, CancellationToken cancellation) =>
        job.Narrator.StepAsync("Connector", "deliver to finance", async progress => await DeliverAsync(job, progress, cancellation));

    private static async Task<string> DeliverAsync(Job job, Action<int, int> progress, CancellationToken cancellation)
    {
        var connector = job.Connector;
        var all = job.Confirmed.Count;
        await connector.RunAsync(cancellation);
        var idle = await job.Patience.UntilAsync(
            async () =>
            {
                progress(all - (await MissingAsync(job, cancellation)).Count, all);
                return (await connector.StatusAsync(cancellation)).IsIdle;
            },
            cancellation
        );
        var missing = await MissingAsync(job, cancellation);
        job.Messages.AddRange((await connector.StatusAsync(cancellation)).Errors);
        job.Messages.AddRange(missing.Select(number => Message.Of(RunErrors.NotDelivered.For(number, job.Waited(idle)))));
        var actuals = await job.ProjectAccountant.QueryAsync("ProjActualsImports?cross-company=true&$select=ActualsImportId", cancellation);
        return $"{all - missing.Count} of {Words.Count(all, "invoice")}, {Words.Count(actuals.Count, "actual")}";
    }

    private static async Task<List<string>> MissingAsync(Job job, CancellationToken cancellation)
    {
        var present = (await job.ProjectAccountant.ProposalsAsync(cancellation)).Select(proposal => proposal.Number).ToHashSet();
        return [.. job.Confirmed.Where(number => !present.Contains(number))];
    }
}
