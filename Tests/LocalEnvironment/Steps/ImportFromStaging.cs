using LocalEnvironment.Narration;

namespace LocalEnvironment.Steps;

/// <summary>Takes staged rows into journals and proposals.</summary>
/// <param name="isLast">The first import names what still waits for the journal; only what the last one names is a fault.</param>
internal sealed class ImportFromStaging(string title, bool isLast) : IStep
{
    public Task RunAsync(Job job, CancellationToken cancellation) =>
        job.Narrator.StepAsync("Project accountant", title, async _ => await ImportAsync(job, cancellation));

    private async Task<string> ImportAsync(Job job, CancellationToken cancellation)
    {
        var imported = await job.TryAsync(() => job.ProjectAccountant.ImportAsync(cancellation));
        if (imported is null)
        {
            return "refused";
        }

        if (isLast)
        {
            job.Messages.AddRange(imported.Messages);
        }

        return $"{Words.Count(imported.JournalLines, "journal line")}, {Words.Count(imported.ProposalLines, "proposal line")}, "
            + $"{Words.Count(imported.ReadyProposals.Count, "proposal")} ready";
    }
}
