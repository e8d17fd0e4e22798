using System.Text.Json.Nodes;
using EndToEnd.Tests.Environment;

namespace EndToEnd.Tests.Waiting;

[TestClass]
public sealed class When_other_logic_creates_the_actuals
{
    private const int Waiting = 482190003;
    private const int Posted = 482190003;

    public TestContext TestContext { get; set; } = null!;

    private CancellationToken Cancellation => TestContext.CancellationToken;

    [TestMethod]
    public async Task The_invoice_goes_to_finance_once_they_are_there()
    {
        await using var environment = await RunningEnvironment.WithDraftsAsync(Cancellation, "PF-1001");
        var invoice = await ConfirmAsync(environment);
        Assert.AreEqual(
            Waiting,
            (await environment.Administrator.QueryAsync("pinv_integrationmessages?$select=pinv_status", Cancellation)).Single()["pinv_status"]!.GetValue<int>()
        );
        Assert.IsEmpty(await environment.Accountant.ProposalsAsync(Cancellation));

        var logic = new ProjectOperationsLogic(environment, Cancellation);
        await logic.BillAsync("PF-1001", invoice, () => AssertNothingTooEarlyAsync(environment, logic));
        await PostAsync(environment, invoice);

        await AssertNothingAccruedAsync(environment);
        Assert.AreEqual(
            2,
            (await environment.Accountant.QueryAsync("ProjActualsImports?cross-company=true", Cancellation)).Count(row =>
                row["TransactionType"]!.GetValue<string>() != "Cost"
            ),
            "U0 and B"
        );
    }

    [TestMethod]
    public async Task An_edited_invoice_reverses_what_was_recorded_once()
    {
        await using var environment = await RunningEnvironment.WithDraftsAsync(Cancellation, "PF-1001");
        var draft = await environment.InvoiceAsync("PF-1001", Cancellation);
        var detail = (
            await environment.ProjectManager.QueryAsync($"msdyn_invoicelinetransactions?$filter=_msdyn_invoice_value eq {draft}", Cancellation)
        ).Single();
        await environment.ProjectManager.PatchAsync(
            $"msdyn_invoicelinetransactions({detail["msdyn_invoicelinetransactionid"]!.GetValue<string>()})",
            new JsonObject
            {
                ["msdyn_quantity"] = detail["msdyn_quantity"]!.GetValue<decimal>() / 2,
                ["msdyn_amount"] = detail["msdyn_amount"]!.GetValue<decimal>() / 2,
            },
            Cancellation
        );
        var invoice = await ConfirmAsync(environment);

        var logic = new ProjectOperationsLogic(environment, Cancellation);
        await logic.BillAsync("PF-1001", invoice, () => AssertNothingTooEarlyAsync(environment, logic));
        await PostAsync(environment, invoice);

        await AssertNothingAccruedAsync(environment);
        Assert.AreEqual(
            6,
            (await environment.Accountant.QueryAsync("ProjActualsImports?cross-company=true", Cancellation)).Count(row =>
                row["TransactionType"]!.GetValue<string>() != "Cost"
            ),
            "U0, its reversal, U1, U2, B1, B2"
        );
    }

    private async Task<Guid> ConfirmAsync(RunningEnvironment environment)
    {
        await environment.SetAsync("pinv_CreateActuals", "no", Cancellation);
        var invoice = await environment.InvoiceAsync("PF-1001", Cancellation);
        await environment.ProjectManager.PostAsync($"invoices({invoice})/Microsoft.Dynamics.CRM.pinv_ConfirmInvoice", [], Cancellation);
        await environment.SettleAsync(Cancellation);
        return invoice;
    }

    // Whatever the connector has read by now: finance sees nothing of a confirmation that is not complete, and none of billing's own reversals ever.
    private async Task AssertNothingTooEarlyAsync(RunningEnvironment environment, ProjectOperationsLogic logic)
    {
        await environment.SettleAsync(Cancellation);
        var rows = await environment.Accountant.QueryAsync("ProjActualsImports?cross-company=true", Cancellation);
        var message = (await environment.Administrator.QueryAsync("pinv_integrationmessages?$select=pinv_status", Cancellation)).Single();
        Assert.IsFalse(rows.Any(row => logic.OwnReversals.Contains(row["ActualId"]!.GetValue<string>())));
        Assert.IsFalse(
            message["pinv_status"]!.GetValue<int>() == Waiting
                && rows.Any(row => row["Amount"]!.GetValue<decimal>() < 0 || row["TransactionType"]!.GetValue<string>() == "BilledSales")
        );
    }

    private async Task PostAsync(RunningEnvironment environment, Guid invoice)
    {
        await environment.UntilAsync(async () => (await environment.Accountant.ProposalsAsync(Cancellation)).Count == 1, Cancellation);
        await environment.SettleAsync(Cancellation);
        await environment.Accountant.ImportAsync(Cancellation);
        await environment.Accountant.PostJournalsAsync(Cancellation);
        CollectionAssert.AreEqual(new[] { "PF-1001" }, (await environment.Accountant.ImportAsync(Cancellation)).ReadyProposals.ToArray());
        await environment.Accountant.PostAsync((await environment.Accountant.ProposalsAsync(Cancellation)).Single(), Cancellation);
        await environment.SettleAsync(Cancellation);
        Assert.AreEqual(
            Posted,
            (await environment.Administrator.GetAsync($"invoices({invoice})?$select=pinv_financestatus", Cancellation))["pinv_financestatus"]!.GetValue<int>()
        );
    }

    // What the journal accrued, the invoice has taken back: in every currency, on every account.
    private async Task AssertNothingAccruedAsync(RunningEnvironment environment)
    {
        var accrued = (await environment.Accountant.LedgerAsync(Cancellation))
            .Where(entry => entry["PostingType"]!.GetValue<string>() is "Project - WIP - sales value" or "Project - accrued revenue")
            .ToList();
        Assert.IsNotEmpty(accrued);
        foreach (var account in accrued.GroupBy(entry => entry["PostingType"]!.GetValue<string>()))
        {
            Assert.AreEqual(0m, account.Sum(entry => entry["AccountingAmount"]!.GetValue<decimal>()), account.Key);
            Assert.AreEqual(0m, account.Sum(entry => entry["Amount"]!.GetValue<decimal>()), account.Key);
        }
    }
}
