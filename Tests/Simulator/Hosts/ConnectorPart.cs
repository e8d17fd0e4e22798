using LocalEnvironment.SignIn;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;
using ProjectInvoice.Connector;
using ProjectInvoice.Connector.Work;
using Simulator.Time;

namespace Simulator.Hosts;

/// <summary>The connector on its SQLite file.</summary>
internal sealed class ConnectorPart(string file, string signingSecret, Persona persona, HostClock clock, Tokens tokens, Action<string> log)
    : Part("connector", Hosts.Address.Connector, persona, clock, tokens, log)
{
    public string File { get; } = file;

    /// <summary>How often a request is repeated at once.</summary>
    public int Attempts { get; set; }

    private ConnectorWork Work => Services.GetRequiredService<ConnectorWork>();

    /// <summary>What its clock asks for at each interval.</summary>
    public void Tick()
    {
        Work.RequestPoll();
        Work.RequestMessages();
        Work.RequestChanges();
        Work.RequestPostings();
    }

    public Task DeliverMessagesAsync() => Work.DeliverMessagesAsync();

    public Task SynchronizeAsync() => Work.SynchronizeAsync();

    public Task RecordPostingsAsync() => Work.RecordPostingsAsync();

    protected override WebApplication Build() =>
        ConnectorApplication.Build(
            [
                .. Common(),
                $"--Dataverse:Url={Hosts.Address.Dataverse.Plain()}",
                $"--Dataverse:TokenUrl={Hosts.Address.Authority.Plain()}/connect/token",
                $"--Dataverse:ClientId={Persona!.ClientId}",
                $"--Dataverse:ClientSecret={Persona!.Secret}",
                $"--Finance:Url={Hosts.Address.Finance.Plain()}",
                $"--Finance:TokenUrl={Hosts.Address.Authority.Plain()}/connect/token",
                $"--Finance:ClientId={Persona!.ClientId}",
                $"--Finance:ClientSecret={Persona!.Secret}",
                $"--Signing:Secret={signingSecret}",
                $"--Storage:ConnectionString=Data Source={File}",
                "--Retry:FirstDelay=00:00:00",
                $"--Retry:Attempts={Attempts}",
            ],
            services =>
            {
                Change(services);
                services.AddSingleton<StepProbe>(new PassedSteps(Life));
            }
        );

    protected override async Task PrepareAsync()
    {
        Services.GetRequiredService<IStartupValidator>().Validate();
        await Services.GetServices<IHostedService>().OfType<StartUp>().Single().StartAsync(CancellationToken.None);
        Tick();
    }
}
