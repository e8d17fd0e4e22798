using LocalEnvironment.Input;
using LocalEnvironment.Narration;

namespace LocalEnvironment.Steps;

/// <summary>The rows of data.xml, in change sets.</summary>
internal sealed class LoadData : IStep
{
    public Task RunAsync(Job job, CancellationToken cancellation) =>
        job.Narrator.StepAsync(
            "Data import",
            "load the data",
            async progress =>
            {
                var loader = new MigrationDataLoader(job.Hosts.DataverseAs(job.Hosts.Personas.DataImport), job.Data, job.Definitions, job.SameRows);
                await loader.LoadAsync(done => progress(done, loader.Count), cancellation);
                return $"{Words.Count(loader.Count, "row")} of {Words.Count(job.Data.Records.Count, "table")}";
            }
        );
}
