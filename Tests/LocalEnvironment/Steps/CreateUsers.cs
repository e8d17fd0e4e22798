using LocalEnvironment.Dataverse;
using LocalEnvironment.Narration;
using LocalEnvironment.SignIn;

namespace LocalEnvironment.Steps;

/// <summary>The application users, each with the security role of its job.</summary>
internal sealed class CreateUsers : IStep
{
    public Task RunAsync(Job job, CancellationToken cancellation) =>
        job.Narrator.StepAsync(
            "Administrator",
            "create the users",
            async _ =>
            {
                var provisioner = new UserProvisioner(job.Administrator, new DefinitionReader(job.Administrator));
                var personas = job.Hosts.Personas.ToCreate;
                var users = await provisioner.CreateAsync(personas, cancellation);
                return $"{Words.Count(users, "application user")} with {string.Join(", ", personas.Select(persona => persona.DataverseRole).OfType<string>())}";
            }
        );
}
