namespace LocalEnvironment.Steps;

/// <summary>One step of the main job, by the person whose work it is. It tells what it did, and leaves in the job what later steps need.</summary>
internal interface IStep
{
    Task RunAsync(Job job, CancellationToken cancellation);
}
