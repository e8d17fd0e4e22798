namespace LocalEnvironment.Steps;

/// <summary>Its user has to be there, which is why it starts behind the others; there is nothing to tell of it.</summary>
internal sealed class StartConnector : IStep
{
    public Task RunAsync(Job job, CancellationToken cancellation) => job.Hosts.StartConnectorAsync(cancellation);
}
