using System.Text.Json.Nodes;
using EndToEnd.Tests.Environment;
using ProjectInvoice.Finance.Staging;

namespace EndToEnd.Tests.Protection;

[TestClass]
public sealed class When_somebody_touches_what_is_confirmed
{
    private static RunningEnvironment environment = null!;

    public TestContext TestContext { get; set; } = null!;

    [ClassInitialize]
    public static async Task StartAsync(TestContext context) =>
        environment = await RunningEnvironment.StartAsync(context.CancellationToken, "PF-1001", "PF-1004");

    [ClassCleanup]
    public static async Task StopAsync() => await environment.DisposeAsync();

    [TestMethod]
    public async Task Confirming_again_is_refused() =>
        await IsRefusedAsync(
            async () =>
                await environment.ProjectManager.PostAsync(
                    $"invoices({await environment.InvoiceAsync("PF-1001", Cancellation)})/Microsoft.Dynamics.CRM.pinv_ConfirmInvoice",
                    [],
                    Cancellation
                ),
            "PF-1001"
        );

    [TestMethod]
    public async Task Setting_the_status_again_is_refused() =>
        await IsRefusedAsync(
            async () =>
                await environment.ProjectManager.PatchAsync(
                    $"invoices({await environment.InvoiceAsync("PF-1001", Cancellation)})",
                    new JsonObject { ["msdyn_projectinvoicestatus"] = 192350002 },
                    Cancellation
                ),
            "PF-1001"
        );

    [TestMethod]
    public async Task Editing_the_invoice_is_refused() =>
        await IsRefusedAsync(
            async () =>
                await environment.ProjectManager.PatchAsync(
                    $"invoices({await environment.InvoiceAsync("PF-1001", Cancellation)})",
                    new JsonObject { ["name"] = "Another name" },
                    Cancellation
                ),
            "PF-1001"
        );

    [TestMethod]
    public async Task Deleting_the_invoice_is_refused() =>
        await IsRefusedAsync(
            async () => await environment.ProjectManager.DeleteAsync($"invoices({await environment.InvoiceAsync("PF-1001", Cancellation)})", Cancellation),
            "PF-1001"
        );

    [TestMethod]
    public async Task Editing_a_line_is_refused() =>
        await IsRefusedAsync(
            async () =>
                await environment.ProjectManager.PatchAsync(
                    $"invoicedetails({await FirstAsync("invoicedetails", "invoicedetailid", "_invoiceid_value")})",
                    new JsonObject { ["description"] = "Another text" },
                    Cancellation
                ),
            "PF-1001"
        );

    [TestMethod]
    public async Task Deleting_a_line_is_refused() =>
        await IsRefusedAsync(
            async () =>
                await environment.ProjectManager.DeleteAsync(
                    $"invoicedetails({await FirstAsync("invoicedetails", "invoicedetailid", "_invoiceid_value")})",
                    Cancellation
                ),
            "PF-1001"
        );

    [TestMethod]
    public async Task Editing_a_detail_is_refused() =>
        await IsRefusedAsync(
            async () =>
                await environment.ProjectManager.PatchAsync(
                    "msdyn_invoicelinetransactions("
                        + $"{await FirstAsync("msdyn_invoicelinetransactions", "msdyn_invoicelinetransactionid", "_msdyn_invoice_value")})",
                    new JsonObject { ["msdyn_quantity"] = 1 },
                    Cancellation
                ),
            "PF-1001"
        );

    [TestMethod]
    public async Task Deleting_a_detail_is_refused() =>
        await IsRefusedAsync(
            async () =>
                await environment.ProjectManager.DeleteAsync(
                    "msdyn_invoicelinetransactions("
                        + $"{await FirstAsync("msdyn_invoicelinetransactions", "msdyn_invoicelinetransactionid", "_msdyn_invoice_value")})",
                    Cancellation
                ),
            "PF-1001"
        );

    [TestMethod]
    public async Task Changing_an_actual_is_refused() =>
        await IsRefusedAsync(async () =>
            await environment.ProjectManager.PatchAsync(
                $"msdyn_actuals({(await environment.ActualsAsync("PF-1001", Cancellation))[0]["msdyn_actualid"]})",
                new JsonObject { ["msdyn_quantity"] = 1 },
                Cancellation
            )
        );

    [TestMethod]
    public async Task Deleting_an_actual_is_refused_even_to_an_administrator() =>
        await IsRefusedAsync(async () =>
            await environment.Administrator.DeleteAsync(
                $"msdyn_actuals({(await environment.ActualsAsync("PF-1001", Cancellation))[0]["msdyn_actualid"]})",
                Cancellation
            )
        );

    [TestMethod]
    public async Task Creating_an_actual_is_refused() =>
        await IsRefusedAsync(async () =>
            await environment.Administrator.PostAsync(
                "msdyn_actuals",
                new JsonObject
                {
                    ["msdyn_description"] = "By hand",
                    ["msdyn_transactiontypecode"] = 192350005,
                    ["msdyn_transactionclassification"] = 192350000,
                },
                Cancellation
            )
        );

    [TestMethod]
    [DataRow("Administrator")]
    [DataRow("Project accountant")]
    [DataRow("Receivables clerk")]
    public async Task Creating_a_proposal_in_finance_is_refused(string persona)
    {
        var before = await environment.StateAsync(Cancellation);
        var client = environment.Hosts.FinanceAs(environment.Hosts.Personas.All.Single(known => known.Name == persona));
        using var content = new StringContent(
            """{"dataAreaId":"USPM","InvoiceProposalId":"PF-9999","ProjectContractId":"CON-00011","FundingSourceId":"FS-11","SalesCurrency":"USD","InvoiceDate":"2026-09-30","BillableSalesActualCount":0}""",
            System.Text.Encoding.UTF8,
            "application/json"
        );
        using var answer = await client.Http.PostAsync(new Uri("data/ProjInvoiceProposals?cross-company=true", UriKind.Relative), content, Cancellation);
        Assert.IsFalse(answer.IsSuccessStatusCode);
        StringAssert.Contains(await answer.Content.ReadAsStringAsync(Cancellation), StagingErrors.ProposalOfIntegration.Code);
        Assert.AreEqual(before, await environment.StateAsync(Cancellation));
    }

    [TestMethod]
    [DataRow("Administrator")]
    [DataRow("Project accountant")]
    [DataRow("Connector")]
    public async Task Deleting_a_proposal_in_finance_is_refused(string persona)
    {
        var before = await environment.StateAsync(Cancellation);
        var client = environment.Hosts.FinanceAs(environment.Hosts.Personas.All.Single(known => known.Name == persona));
        using var answer = await client.Http.DeleteAsync(
            new Uri("data/ProjInvoiceProposals(dataAreaId='USPM',InvoiceProposalId='PF-1001')?cross-company=true", UriKind.Relative),
            Cancellation
        );
        Assert.IsFalse(answer.IsSuccessStatusCode);
        StringAssert.Contains(await answer.Content.ReadAsStringAsync(Cancellation), StagingErrors.ProposalNotDeleted.Code);
        Assert.AreEqual(before, await environment.StateAsync(Cancellation));
    }

    private CancellationToken Cancellation => TestContext.CancellationToken;

    private async Task<string> FirstAsync(string set, string id, string invoiceColumn) =>
        (
            await environment.ProjectManager.QueryAsync(
                $"{set}?$select={id}&$filter={invoiceColumn} eq {await environment.InvoiceAsync("PF-1001", Cancellation)}",
                Cancellation
            )
        )[0][id]!.GetValue<string>();

    private async Task IsRefusedAsync(Func<Task> request, string? record = null)
    {
        var before = await environment.StateAsync(Cancellation);
        var message = await Refusals.OfDataverseAsync(request);
        if (record is not null)
        {
            StringAssert.Contains(message, record);
        }

        Assert.AreEqual(before, await environment.StateAsync(Cancellation));
    }
}
