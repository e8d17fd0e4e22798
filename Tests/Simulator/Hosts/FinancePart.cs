using System.Text;
using System.Text.Json.Nodes;
using LocalEnvironment.Hosting;
using LocalEnvironment.SignIn;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using ProjectInvoice.Finance;
using ProjectInvoice.Finance.Identity;
using ProjectInvoice.Finance.Outbox;
using ProjectInvoice.Finance.Storage;
using ProjectInvoice.Finance.Work;
using Simulator.Time;

namespace Simulator.Hosts;

/// <summary>The embedded finance application on its SQLite file.</summary>
internal sealed class FinancePart(string file, Persona persona, HostClock clock, Tokens tokens, Action<string> log)
    : Part("finance", Hosts.Address.Finance, persona, clock, tokens, log)
{
    public string File { get; } = file;

    public Task SendCallbacksAsync() => Services.GetRequiredService<CallbackSender>().SendPendingAsync(CancellationToken.None);

    public Task CompareNumbersAsync() => Services.GetRequiredService<PostingGate>().TryAsync(CancellationToken.None);

    public Task ImportAsync() => Services.GetRequiredService<ImportWork>().RunAsync(CancellationToken.None);

    public Task PostJournalsAsync() => Services.GetRequiredService<JournalWork>().RunAsync(CancellationToken.None);

    /// <summary>What one of its users asks for; null where there is no answer.</summary>
    public async Task<(int Status, JsonNode? Body)?> AskAsync(Persona user, HttpMethod method, string path, JsonNode? body = null)
    {
        using var request = new HttpRequestMessage(method, new Uri(Address, path));
        request.Headers.TryAddWithoutValidation("Authorization", "Bearer " + Tokens.Issue(user, Address.Plain(), Clock.GetUtcNow()));
        request.Content = body is null ? null : new StringContent(body.ToJsonString(), Encoding.UTF8, "application/json");
        try
        {
            using var answer = await AnswerAsync(request, CancellationToken.None);
            var text = await answer.Content.ReadAsStringAsync();
            return ((int)answer.StatusCode, text.Length == 0 ? null : JsonNode.Parse(text));
        }
        catch (HttpRequestException)
        {
            return null;
        }
    }

    protected override WebApplication Build() =>
        FinanceApplication.Build(
            [
                .. Common(),
                $"--Storage:ConnectionString=Data Source={File}",
                $"--Staging:RetainerTransactionClassification={LocalHosts.RetainerTransactionClass}",
                $"--Callback:Url={Hosts.Address.Connector.Plain()}",
                $"--Callback:TokenUrl={Hosts.Address.Authority.Plain()}/connect/token",
                $"--Callback:ClientId={Persona!.ClientId}",
                $"--Callback:ClientSecret={Persona!.Secret}",
                $"--Callback:Scope={Hosts.Address.Connector.Plain()}/.default",
            ],
            Change
        );

    protected override Task PrepareAsync() => Services.GetRequiredService<FinanceDatabase>().MigrateAsync(CancellationToken.None);
}
