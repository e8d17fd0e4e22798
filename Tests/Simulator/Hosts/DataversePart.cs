using LocalDataverse;
using LocalDataverse.WebApi;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Simulator.Time;

namespace Simulator.Hosts;

/// <summary>Dataverse with the packed solution installed. Its memory is its database: it outlives the host, and a copy of it is a backup.</summary>
internal sealed class DataversePart(HostClock clock, Tokens tokens, Action<string> log) : Part("dataverse", Hosts.Address.Dataverse, null, clock, tokens, log)
{
    public DataverseOrganization Organization { get; set; } = null!;

    protected override WebApplication Build() =>
        LocalDataverseApplication.Build(
            Common(),
            Organization.Options,
            services =>
            {
                Change(services);
                services.AddSingleton(Organization);
            }
        );

    protected override Task PrepareAsync() => Task.CompletedTask;
}
