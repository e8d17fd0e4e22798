using System.Text.Json.Nodes;
using LocalEnvironment.Narration;

namespace LocalEnvironment.Steps;

/// <summary>Confirms drafts as the project manager; the others of them go on where one is refused.</summary>
/// <param name="drafts">The drafts, asked for when the step begins.</param>
internal sealed class ConfirmInvoices(string title, Func<Job, CancellationToken, Task<IReadOnlyList<JsonObject>>> drafts) : IStep
{
    public async Task RunAsync(Job job, CancellationToken cancellation)
    {
        var confirmations = new Confirmations(job.ProjectManager, await job.InvoicesAsync(cancellation), job.Patience, job.Options.Patience);
        await job.Narrator.StepAsync(
            "Project manager",
            title,
            async progress =>
            {
                var invoices = await drafts(job, cancellation);
                await confirmations.RunAsync(invoices, progress, cancellation);
                var inBackground = confirmations.InBackground == 0 ? "" : $" ({confirmations.InBackground} in the background)";
                return $"{Words.Count(confirmations.Confirmed.Count, "invoice")} of {invoices.Count}{inBackground}: "
                    + $"{string.Join(", ", confirmations.Confirmed.Order(StringComparer.Ordinal))}";
            }
        );
        job.Refuse(confirmations.Refused);
        job.Confirmed = confirmations.Confirmed;
    }

    /// <summary>Every invoice that is in Draft or In Review, as the project manager sees it.</summary>
    public static async Task<IReadOnlyList<JsonObject>> DraftsAsync(Job job, CancellationToken cancellation)
    {
        var status = (await job.InvoicesAsync(cancellation))
            .Columns["msdyn_projectinvoicestatus"]
            .Choices!.ToDictionary(choice => choice.Value, choice => choice.Key);
        return await job.ProjectManager.QueryAsync(
            $"invoices?$select=invoiceid,invoicenumber,msdyn_invoicenumber&$filter=msdyn_projectinvoicestatus eq {status["Draft"]} or "
                + $"msdyn_projectinvoicestatus eq {status["In Review"]}&$orderby=invoicenumber",
            cancellation
        );
    }

    /// <summary>The drafts that revising has made.</summary>
    public static Task<IReadOnlyList<JsonObject>> CorrectionsAsync(Job job, CancellationToken cancellation) => Task.FromResult(job.Corrections);
}
