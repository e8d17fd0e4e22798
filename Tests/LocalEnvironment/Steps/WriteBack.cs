using LocalEnvironment.Errors;
using LocalEnvironment.Narration;
using LocalEnvironment.Reporting;

namespace LocalEnvironment.Steps;

/// <summary>Waits until finance has no callback left to send and the connector none left to write, then sees what Dataverse knows.</summary>
internal sealed class WriteBack : IStep
{
    public Task RunAsync(Job job, CancellationToken cancellation) =>
        job.Narrator.StepAsync("Connector", "write back to Dataverse", async progress => await WaitAsync(job, progress, cancellation));

    private static async Task<string> WaitAsync(Job job, Action<int, int> progress, CancellationToken cancellation)
    {
        var connector = job.Connector;
        var labels = (await job.InvoicesAsync(cancellation)).Columns["pinv_financestatus"].Choices!;
        var closed = (await job.ProjectAccountant.ProposalsAsync(cancellation))
            .Where(proposal => proposal.Status is "Posted" or "NothingToInvoice")
            .Select(proposal => proposal.Number)
            .ToList();
        var idle = await job.Patience.UntilAsync(
            async () =>
            {
                progress(closed.Count - (await MissingAsync()).Count, closed.Count);
                return await job.ProjectAccountant.PendingCallbacksAsync(cancellation) == 0 && (await connector.StatusAsync(cancellation)).IsIdle;
            },
            cancellation
        );
        var missing = await MissingAsync();
        job.Messages.AddRange((await connector.StatusAsync(cancellation)).Errors);
        job.Messages.AddRange(missing.Select(number => Message.Of(RunErrors.NotWrittenBack.For(number, job.Waited(idle)))));
        return $"{closed.Count - missing.Count} of {Words.Count(closed.Count, "invoice")}";

        async Task<List<string>> MissingAsync()
        {
            var rows = await job.ProjectManager.QueryAsync("invoices?$select=invoicenumber,msdyn_invoicenumber,pinv_financestatus", cancellation);
            var through = rows.Where(row => row["pinv_financestatus"] is { } status && ReportedInvoice.IsClosed(labels[status.GetValue<int>()]))
                .Select(Confirmations.NumberOf)
                .ToHashSet();
            return [.. closed.Where(number => !through.Contains(number))];
        }
    }
}
