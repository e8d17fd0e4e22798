using System.Text.Json.Nodes;
using LocalEnvironment.Errors;
using LocalEnvironment.Finance;
using LocalEnvironment.Input;
using LocalEnvironment.Narration;

namespace LocalEnvironment.Steps;

/// <summary>finance.json, as it is given.</summary>
internal sealed class SetUpFinance : IStep
{
    public Task RunAsync(Job job, CancellationToken cancellation) =>
        job.Narrator.StepAsync("Administrator", "set up finance", async _ => await SetUpAsync(job, cancellation));

    private static async Task<string> SetUpAsync(Job job, CancellationToken cancellation)
    {
        try
        {
            await job.Hosts.FinanceAs(job.Hosts.Personas.Administrator).SetupAsync(job.SetUp, cancellation);
        }
        catch (FinanceException refused)
        {
            throw new RunException(refused.Refusal with { Record = $"{FinanceSetupReader.FileName} {refused.Refusal.Record}" });
        }

        var stored = JsonNode.Parse(job.SetUp)!.AsObject();
        return $"{Rows("companies", "company", "companies")}, {Rows("contracts", "contract")}, {Rows("customers", "customer")}, "
            + $"{Rows("mainAccounts", "main account")}";

        string Rows(string section, string singular, string? plural = null) => Words.Count(stored[section]?.AsArray().Count ?? 0, singular, plural);
    }
}
