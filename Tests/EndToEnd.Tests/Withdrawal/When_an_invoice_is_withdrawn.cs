using System.Text.Json.Nodes;
using EndToEnd.Tests.Environment;
using ProjectInvoice.Finance.Withdrawal;

namespace EndToEnd.Tests.Withdrawal;

[TestClass]
public sealed class When_an_invoice_is_withdrawn
{
    private const int BilledSales = 192350006;
    private const int Draft = 192350000;
    private const int Confirmed = 192350002;
    private const int None = 482190000;
    private const int Complete = 482190003;
    private const int Posted = 482190003;

    public TestContext TestContext { get; set; } = null!;

    private CancellationToken Cancellation => TestContext.CancellationToken;

    [TestMethod]
    public async Task It_is_a_draft_again_and_can_be_confirmed_and_posted()
    {
        await using var environment = await RunningEnvironment.WithDraftsAsync(Cancellation, "PF-1003");
        var invoice = await environment.InvoiceAsync("PF-1003", Cancellation);
        await ConfirmAsync(environment, invoice);
        await ReadyAsync(environment);
        var billed = (await environment.ActualsAsync("PF-1003", Cancellation)).ConvertAll(row => row["msdyn_actualid"]!.GetValue<string>());

        environment.Withdraw(invoice);
        await environment.UntilAsync(async () => await StatusAsync(environment, invoice) == (Draft, None), Cancellation);
        await environment.SettleAsync(Cancellation);

        Assert.IsEmpty(await environment.Accountant.ProposalsAsync(Cancellation));
        var staged = await environment.Accountant.QueryAsync("ProjActualsImports?cross-company=true", Cancellation);
        Assert.IsFalse(staged.Exists(row => row["TransactionType"]!.GetValue<string>() == "BilledSales"));
        Assert.IsFalse(
            (await environment.ActualsAsync("PF-1003", Cancellation)).Exists(row => row["msdyn_transactiontypecode"]!.GetValue<int>() == BilledSales)
        );
        Assert.IsEmpty((await environment.Hosts.ConnectorAs(environment.Hosts.Personas.Administrator).StatusAsync(Cancellation)).Errors);

        await ConfirmAsync(environment, invoice);
        CollectionAssert.AreEquivalent(
            billed,
            (await environment.ActualsAsync("PF-1003", Cancellation)).ConvertAll(row => row["msdyn_actualid"]!.GetValue<string>())
        );
        await ReadyAsync(environment);
        await environment.Accountant.PostAsync((await environment.Accountant.ProposalsAsync(Cancellation)).Single(), Cancellation);
        await environment.SettleAsync(Cancellation);
        Assert.AreEqual(
            Posted,
            (await environment.Administrator.GetAsync($"invoices({invoice})?$select=pinv_financestatus", Cancellation))["pinv_financestatus"]!.GetValue<int>()
        );
    }

    [TestMethod]
    public async Task Where_the_journal_has_posted_what_an_edit_made_it_stays_confirmed_and_is_revised()
    {
        await using var environment = await RunningEnvironment.WithDraftsAsync(Cancellation, "PF-1003");
        var invoice = await environment.InvoiceAsync("PF-1003", Cancellation);
        var detail = (
            await environment.ProjectManager.QueryAsync($"msdyn_invoicelinetransactions?$filter=_msdyn_invoice_value eq {invoice}", Cancellation)
        ).Single();
        var (quantity, amount) = (detail["msdyn_quantity"]!.GetValue<decimal>(), detail["msdyn_amount"]!.GetValue<decimal>());
        await environment.ProjectManager.PatchAsync(
            $"msdyn_invoicelinetransactions({detail["msdyn_invoicelinetransactionid"]!.GetValue<string>()})",
            new JsonObject { ["msdyn_quantity"] = quantity / 2, ["msdyn_amount"] = amount / 2 },
            Cancellation
        );
        await ConfirmAsync(environment, invoice);
        await ReadyAsync(environment);

        environment.Withdraw(invoice);
        await environment.UntilAsync(async () => await StatusAsync(environment, invoice) == (Confirmed, Complete), Cancellation);

        var error = (await environment.Administrator.GetAsync($"invoices({invoice})?$select=pinv_lasterror", Cancellation))[
            "pinv_lasterror"
        ]!.GetValue<string>();
        StringAssert.StartsWith(error, "PINV1328: PF-1003: ");
        StringAssert.Contains(error, WithdrawalErrors.PostedRow.Code);
        StringAssert.Contains(error, "Revise the pro forma invoice");

        await ReviseAsync(environment, invoice);
        foreach (var proposal in (await environment.Accountant.ProposalsAsync(Cancellation)).OrderByDescending(proposal => proposal.Status == "Ready"))
        {
            await environment.Accountant.PostAsync(proposal, Cancellation);
            await ImportAsync(environment);
        }

        await environment.SettleAsync(Cancellation);
        var invoices = await environment.Administrator.QueryAsync("invoices?$select=pinv_financestatus", Cancellation);
        Assert.HasCount(2, invoices);
        Assert.IsTrue(invoices.TrueForAll(row => row["pinv_financestatus"]!.GetValue<int>() == Posted));
    }

    // The project manager takes everything back on a corrective invoice, which finance posts after the first.
    private async Task ReviseAsync(RunningEnvironment environment, Guid invoice)
    {
        await environment.ProjectManager.PostAsync($"invoices({invoice})/Microsoft.Dynamics.CRM.pinv_ReviseInvoice", [], Cancellation);
        var draft = (await environment.ProjectManager.QueryAsync($"invoices?$select=invoiceid&$filter=invoiceid ne {invoice}", Cancellation)).Single();
        await ConfirmAsync(environment, Guid.Parse(draft["invoiceid"]!.GetValue<string>()), proposals: 2);
    }

    private async Task ConfirmAsync(RunningEnvironment environment, Guid invoice, int proposals = 1)
    {
        await environment.ProjectManager.PostAsync($"invoices({invoice})/Microsoft.Dynamics.CRM.pinv_ConfirmInvoice", [], Cancellation);
        await environment.UntilAsync(async () => (await environment.Accountant.ProposalsAsync(Cancellation)).Count == proposals, Cancellation);
        await environment.SettleAsync(Cancellation);
    }

    private async Task ReadyAsync(RunningEnvironment environment)
    {
        await ImportAsync(environment);
        await environment.SettleAsync(Cancellation);
        Assert.AreEqual("Ready", (await environment.Accountant.ProposalsAsync(Cancellation)).Single().Status);
    }

    private async Task ImportAsync(RunningEnvironment environment)
    {
        await environment.Accountant.ImportAsync(Cancellation);
        await environment.Accountant.PostJournalsAsync(Cancellation);
        await environment.Accountant.ImportAsync(Cancellation);
    }

    private async Task<(int Status, int Confirmation)> StatusAsync(RunningEnvironment environment, Guid invoice)
    {
        var row = await environment.Administrator.GetAsync($"invoices({invoice})?$select=msdyn_projectinvoicestatus,pinv_confirmationstatus", Cancellation);
        return (row["msdyn_projectinvoicestatus"]!.GetValue<int>(), row["pinv_confirmationstatus"]?.GetValue<int>() ?? None);
    }
}
