using LocalEnvironment.Input;

namespace LocalEnvironment.Steps;

/// <summary>By the same command a user runs against a tenant.</summary>
internal sealed class InstallSolution : IStep
{
    public Task RunAsync(Job job, CancellationToken cancellation) =>
        job.Narrator.StepAsync(
            "Administrator",
            "install the solution",
            _ => job.Hosts.InstallSolutionAsync(FinanceSetupReader.TimeZoneOf(job.SetUp), cancellation)
        );
}
