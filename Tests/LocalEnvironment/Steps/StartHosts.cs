namespace LocalEnvironment.Steps;

/// <summary>Token authority, Dataverse and finance.</summary>
internal sealed class StartHosts : IStep
{
    public Task RunAsync(Job job, CancellationToken cancellation) =>
        job.Narrator.StepAsync("Local environment", "start", _ => job.Hosts.StartAsync(cancellation));
}
