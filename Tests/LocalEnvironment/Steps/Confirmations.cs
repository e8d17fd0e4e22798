using System.Text.Json.Nodes;
using LocalEnvironment.Dataverse;
using LocalEnvironment.Errors;

namespace LocalEnvironment.Steps;

/// <summary>
/// Confirms invoices as a project manager: asks for all of them, then waits for those that are too large to be confirmed at once and are worked on in the
/// background. Waiting ends where one stands still for longer than the patience.
/// </summary>
internal sealed class Confirmations(DataverseClient projectManager, TableDefinition invoices, Patience patience, TimeSpan limit)
{
    private const string Columns = "invoicenumber,msdyn_invoicenumber,pinv_confirmationstatus,pinv_confirmationprogress,pinv_lasterror";

    private const int Whole = 100;

    private readonly List<(Guid Id, string Number)> running = [];

    private readonly IReadOnlyDictionary<int, string> labels = invoices.Columns["pinv_confirmationstatus"].Choices!;

    /// <summary>Numbers of the invoices that are confirmed.</summary>
    public List<string> Confirmed { get; } = [];

    /// <summary>Why the others are not.</summary>
    public List<Message> Refused { get; } = [];

    /// <summary>How many were confirmed in the background.</summary>
    public int InBackground { get; private set; }

    public async Task RunAsync(IReadOnlyList<JsonObject> drafts, Action<int, int> progress, CancellationToken cancellation)
    {
        foreach (var draft in drafts)
        {
            progress(Confirmed.Count, drafts.Count);
            await AskAsync(Guid.Parse(draft["invoiceid"]!.GetValue<string>()), NumberOf(draft), cancellation);
        }

        InBackground = running.Count;
        for (var before = -1; running.Count > 0; )
        {
            var done = 0;
            var moved = await patience.UntilAsync(
                async () =>
                {
                    done = await LookAsync(cancellation);
                    progress((Confirmed.Count * Whole) + done, drafts.Count * Whole);
                    return running.Count == 0 || done != before;
                },
                cancellation
            );
            before = done;
            if (!moved)
            {
                var waited = $"{limit.TotalSeconds:0}";
                Refused.AddRange(running.Select(invoice => Message.Of(RunErrors.NotConfirmed.For($"invoice {invoice.Number}", waited))));
                return;
            }
        }
    }

    public static string NumberOf(JsonObject row) => row["msdyn_invoicenumber"]?.GetValue<string>() ?? row["invoicenumber"]!.GetValue<string>();

    private async Task AskAsync(Guid id, string number, CancellationToken cancellation)
    {
        try
        {
            var answer = await projectManager.PostAsync($"invoices({id})/Microsoft.Dynamics.CRM.pinv_ConfirmInvoice", [], cancellation);
            if (labels[answer!["ConfirmationStatus"]!.GetValue<int>()] == "Complete")
            {
                Confirmed.Add(number);
            }
            else
            {
                running.Add((id, number));
            }
        }
        catch (DataverseException refusal)
        {
            Refuse(number, refusal.Message);
        }
    }

    /// <summary>Takes off the list what has come to its end; gives how far the others are together, in percent of one.</summary>
    private async Task<int> LookAsync(CancellationToken cancellation)
    {
        var done = 0;
        foreach (var (id, number) in running.ToList())
        {
            var invoice = await projectManager.GetAsync($"invoices({id})?$select={Columns}", cancellation);
            switch (invoice["pinv_confirmationstatus"] is { } status ? labels[status.GetValue<int>()] : "None")
            {
                case "Complete":
                    Confirmed.Add(number);
                    break;
                case "Failed":
                    Refuse(number, invoice["pinv_lasterror"]?.GetValue<string>() ?? RunErrors.ConfirmationFailed.For($"invoice {number}").Text);
                    break;
                case "None":
                    Refuse(number, RunErrors.ConfirmationCanceled.For($"invoice {number}").Text);
                    break;
                default:
                    done += invoice["pinv_confirmationprogress"]?.GetValue<int>() ?? 0;
                    continue;
            }

            running.Remove((id, number));
        }

        return done;
    }

    private void Refuse(string number, string text) => Refused.AddRange(Message.FromLines(text, $"invoice {number}"));
}
