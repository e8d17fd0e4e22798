using LocalEnvironment.Narration;

namespace LocalEnvironment.Steps;

/// <summary>The integration journals: what is posted can be invoiced.</summary>
internal sealed class PostJournals : IStep
{
    public Task RunAsync(Job job, CancellationToken cancellation) =>
        job.Narrator.StepAsync(
            "Project accountant",
            "post the integration journals",
            async _ =>
            {
                var posted = await job.TryAsync(() => job.ProjectAccountant.PostJournalsAsync(cancellation));
                job.Messages.AddRange(posted?.Messages ?? []);
                return Words.Count(posted?.PostedLines ?? 0, "journal line");
            }
        );
}
