using System.Text.Json.Nodes;
using EndToEnd.Tests.Environment;

namespace EndToEnd.Tests.Restore;

/// <summary>Posts invoice after invoice, each with cost of its own, as the people do whose work it is.</summary>
internal sealed class PostedWork(RunningEnvironment environment, CancellationToken cancellation)
{
    private const int Cost = 192350000;
    private const int CostRows = 6;

    /// <summary>Records cost, confirms an invoice, and takes both to the end.</summary>
    public async Task PostAsync(string number)
    {
        await ConfirmAsync(number);
        await environment.UntilAsync(
            async () => (await environment.Accountant.ProposalsAsync(cancellation)).Any(proposal => proposal.Number == number),
            cancellation
        );
        await environment.SettleAsync(cancellation);
        await ImportAsync();
        await PostProposalAsync(number, null, null);
        await environment.SettleAsync(cancellation);
    }

    /// <summary>Imports and posts all journals, then imports what their rows make ready.</summary>
    public async Task ImportAsync()
    {
        await environment.Accountant.ImportAsync(cancellation);
        await environment.Accountant.PostJournalsAsync(cancellation);
        Assert.AreEqual("", string.Join('\n', (await environment.Accountant.ImportAsync(cancellation)).Messages));
    }

    public async Task PostProposalAsync(string proposal, string? number, string? date)
    {
        var ready = (await environment.Accountant.ProposalsAsync(cancellation)).Single(one => one.Number == proposal);
        Assert.AreEqual("Ready", ready.Status, ready.WaitingReason);
        await environment.Hosts.FinanceAs(environment.Hosts.Personas.ReceivablesClerk).PostAsync(ready, number, date, cancellation);
    }

    private async Task ConfirmAsync(string number)
    {
        var cost = (
            await environment.ProjectManager.QueryAsync($"msdyn_actuals?$filter=msdyn_transactiontypecode eq {Cost}&$orderby=msdyn_actualid", cancellation)
        )[0];
        foreach (var _ in Enumerable.Range(0, CostRows))
        {
            await environment.Hosts.DataverseAs(environment.Hosts.Personas.DataImport).PostAsync("msdyn_actuals", await NewAsync(cost), cancellation);
        }

        await environment.ProjectManager.PostAsync(
            $"invoices({await environment.InvoiceAsync(number, cancellation)})/Microsoft.Dynamics.CRM.pinv_ConfirmInvoice",
            [],
            cancellation
        );
    }

    // Not what finance has written back to the one that is copied.
    private async Task<JsonObject> NewAsync(JsonObject cost)
    {
        var copy = await ActualCopy.OfAsync(cost, environment, cancellation);
        foreach (var column in new[] { "msdyn_vouchernumber", "msdyn_accountexchangerate", "msdyn_accountingamount" })
        {
            copy.Remove(column);
        }

        return copy;
    }
}
