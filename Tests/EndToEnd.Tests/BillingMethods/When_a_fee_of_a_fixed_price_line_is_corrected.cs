using System.Text.Json.Nodes;
using EndToEnd.Tests.Environment;

namespace EndToEnd.Tests.BillingMethods;

/// <summary>A fee of 300 EUR was invoiced with 20 % tax on a fixed-price line; when it is corrected to 225, 25 % holds.</summary>
[TestClass]
public sealed class When_a_fee_of_a_fixed_price_line_is_corrected
{
    public TestContext TestContext { get; set; } = null!;

    private CancellationToken Cancellation => TestContext.CancellationToken;

    [TestMethod]
    public async Task The_customer_gets_back_what_he_paid_too_much()
    {
        await using var environment = await RunningEnvironment.StartAsync(HarborSurvey.Data(), TimeProvider.System, Cancellation);
        var number = await ReviseFeeAsync(environment);
        await PostAsync(environment, number);

        // 300 and 60 back, 225 and 45 anew.
        var header = (
            await environment.Accountant.QueryAsync($"ProjInvoiceProposals?cross-company=true&$filter=InvoiceProposalId eq '{number}'", Cancellation)
        ).Single();
        Assert.AreEqual((-90m, -15m), (header["InvoiceAmount"]!.GetValue<decimal>(), header["SumTax"]!.GetValue<decimal>()));
        CollectionAssert.AreEquivalent(
            new[] { (-300m, -60m), (225m, 45m) },
            (await environment.ActualsAsync(number, Cancellation))
                .Select(row => (row["msdyn_amount"]!.GetValue<decimal>(), row["pinv_taxamount"]!.GetValue<decimal>()))
                .ToList()
        );
    }

    private async Task<string> ReviseFeeAsync(RunningEnvironment environment)
    {
        var manager = environment.ProjectManager;
        var answer = await manager.PostAsync(
            $"invoices({await environment.InvoiceAsync(HarborSurvey.Number, Cancellation)})/Microsoft.Dynamics.CRM.pinv_ReviseInvoice",
            [],
            Cancellation
        );
        var draft = Guid.Parse((answer!["Invoice"] ?? answer)["invoiceid"]!.GetValue<string>());
        foreach (var detail in await manager.QueryAsync($"msdyn_invoicelinetransactions?$filter=_msdyn_invoice_value eq {draft}", Cancellation))
        {
            var address = $"msdyn_invoicelinetransactions({detail["msdyn_invoicelinetransactionid"]!.GetValue<string>()})";
            await (
                detail["msdyn_description"]!.GetValue<string>() == "Fixed fee"
                    ? manager.PatchAsync(
                        address,
                        new JsonObject
                        {
                            ["msdyn_quantity"] = 1m,
                            ["msdyn_price"] = 225m,
                            ["msdyn_amount"] = 225m,
                        },
                        Cancellation
                    )
                    : manager.DeleteAsync(address, Cancellation)
            );
        }

        await manager.PostAsync($"invoices({draft})/Microsoft.Dynamics.CRM.pinv_ConfirmInvoice", [], Cancellation);
        return (await manager.GetAsync($"invoices({draft})?$select=invoicenumber", Cancellation))["invoicenumber"]!.GetValue<string>();
    }

    private async Task PostAsync(RunningEnvironment environment, string number)
    {
        await environment.SettleAsync(Cancellation);
        await environment.Accountant.ImportAsync(Cancellation);
        await environment.Accountant.PostJournalsAsync(Cancellation);
        Assert.AreEqual("", string.Join(' ', (await environment.Accountant.ImportAsync(Cancellation)).Messages));
        var proposal = (await environment.Accountant.ProposalsAsync(Cancellation)).Single(proposal => proposal.Number == number);
        await environment.Hosts.FinanceAs(environment.Hosts.Personas.ReceivablesClerk).PostAsync(proposal, Cancellation);
        await environment.SettleAsync(Cancellation);
    }
}
