using LocalEnvironment.Errors;
using LocalEnvironment.Narration;

namespace LocalEnvironment.Steps;

/// <summary>Ledger and subledgers, once everything is done.</summary>
internal sealed class CompareBooks : IStep
{
    public Task RunAsync(Job job, CancellationToken cancellation) =>
        job.Narrator.StepAsync("Project accountant", "compare ledger and subledgers", async _ => await CompareAsync(job, cancellation));

    private static async Task<string> CompareAsync(Job job, CancellationToken cancellation)
    {
        var differences = await job.ProjectAccountant.DifferencesAsync(cancellation);
        job.Messages.AddRange(differences.Select(difference => Message.Of(RunErrors.BooksDiffer.For("books of finance", difference.TrimEnd('.')))));
        return differences.Count == 0 ? "they agree" : Words.Count(differences.Count, "difference");
    }
}
