using System.Text.Json.Nodes;
using LocalEnvironment.Dataverse;
using LocalEnvironment.Errors;
using LocalEnvironment.Narration;

namespace LocalEnvironment.Steps;

/// <summary>Makes a corrective invoice of each invoice that the user named, for all of its details; nothing happens where none is named.</summary>
/// <param name="then">The way of the corrective invoices, where there are any.</param>
internal sealed class ReviseInvoices(params IReadOnlyList<IStep> then) : IStep
{
    public async Task RunAsync(Job job, CancellationToken cancellation)
    {
        if (job.Options.Revise.Count == 0)
        {
            return;
        }

        await ReviseAsync(job, cancellation);
        foreach (var step in job.Corrections.Count == 0 ? [] : then)
        {
            await step.RunAsync(job, cancellation);
        }
    }

    private static async Task ReviseAsync(Job job, CancellationToken cancellation)
    {
        var preparing = (await job.InvoicesAsync(cancellation)).Columns["pinv_confirmationstatus"].Choices!.Single(choice => choice.Value == "Preparing").Key;
        var refused = new List<Message>();
        var drafts = new List<JsonObject>();
        await job.Narrator.StepAsync(
            "Project manager",
            "revise",
            async progress =>
            {
                var made = new List<string>();
                foreach (var number in job.Options.Revise.Distinct(StringComparer.OrdinalIgnoreCase))
                {
                    progress(made.Count, job.Options.Revise.Count);
                    try
                    {
                        var draft = await ReviseAsync(job, number, preparing, cancellation);
                        drafts.Add(draft);
                        made.Add($"{number} by {draft["invoicenumber"]!.GetValue<string>()}");
                    }
                    catch (DataverseException refusal)
                    {
                        refused.AddRange(Message.FromLines(refusal.Message, $"invoice {number}"));
                    }
                    catch (RunException stopped)
                    {
                        refused.Add(stopped.Refusal);
                    }
                }

                return $"{Words.Count(made.Count, "corrective invoice")}: {string.Join(", ", made)}";
            }
        );
        job.Refuse(refused);
        job.Corrections = drafts;
    }

    private static async Task<JsonObject> ReviseAsync(Job job, string number, int preparing, CancellationToken cancellation)
    {
        var invoice = await FindAsync(job, number, cancellation) ?? throw new RunException(RunErrors.NothingToRevise.For($"invoice {number}"));
        var answer = await job.ProjectManager.PostAsync(
            $"invoices({invoice["invoiceid"]!.GetValue<string>()})/Microsoft.Dynamics.CRM.pinv_ReviseInvoice",
            [],
            cancellation
        );
        var id = (answer!["Invoice"] ?? answer)["invoiceid"]!.GetValue<string>();
        JsonObject draft = [];
        var ready = await job.Patience.UntilAsync(
            async () =>
            {
                draft = await job.ProjectManager.GetAsync(
                    $"invoices({id})?$select=invoiceid,invoicenumber,msdyn_invoicenumber,pinv_confirmationstatus",
                    cancellation
                );
                return draft["pinv_confirmationstatus"]?.GetValue<int>() != preparing;
            },
            cancellation
        );
        return ready ? draft : throw new RunException(RunErrors.NotRevised.For($"invoice {number}", job.Waited(ready)));
    }

    private static async Task<JsonObject?> FindAsync(Job job, string number, CancellationToken cancellation)
    {
        var quoted = number.Replace("'", "''", StringComparison.Ordinal);
        return (await job.ProjectManager.QueryAsync($"invoices?$select=invoiceid&$filter=invoicenumber eq '{quoted}'", cancellation)).SingleOrDefault();
    }
}
