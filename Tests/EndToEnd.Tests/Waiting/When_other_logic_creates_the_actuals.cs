using System.Text.Json.Nodes;
using EndToEnd.Tests.Environment;
using LocalEnvironment.Dataverse;

namespace EndToEnd.Tests.Waiting;

[TestClass]
public sealed class When_other_logic_creates_the_actuals
{
    private const int BilledSales = 192350006;
    private const int CustomerInvoicePosted = 192350002;
    private const int Waiting = 482190003;

    public TestContext TestContext { get; set; } = null!;

    private CancellationToken Cancellation => TestContext.CancellationToken;

    [TestMethod]
    public async Task The_invoice_goes_to_finance_once_they_are_there()
    {
        await using var environment = await RunningEnvironment.WithDraftsAsync(Cancellation, "PF-1001");
        await environment.SetAsync("pinv_CreateActuals", "no", Cancellation);
        var invoice = await environment.InvoiceAsync("PF-1001", Cancellation);
        await environment.ProjectManager.PostAsync($"invoices({invoice})/Microsoft.Dynamics.CRM.pinv_ConfirmInvoice", [], Cancellation);
        await environment.SettleAsync(Cancellation);
        Assert.AreEqual(Waiting, (await environment.Administrator.QueryAsync("pinv_integrationmessages?$select=pinv_status", Cancellation)).Single()["pinv_status"]!.GetValue<int>());
        Assert.IsEmpty(await environment.Accountant.ProposalsAsync(Cancellation));

        await BillAsync(environment, invoice);
        await environment.UntilAsync(async () => (await environment.Accountant.ProposalsAsync(Cancellation)).Count == 1, Cancellation);
        await environment.SettleAsync(Cancellation);
        await environment.Accountant.ImportAsync(Cancellation);
        await environment.Accountant.PostJournalsAsync(Cancellation);
        CollectionAssert.AreEqual(new[] { "PF-1001" }, (await environment.Accountant.ImportAsync(Cancellation)).ReadyProposals.ToArray());
    }

    /// <summary>What Project Operations' own logic would write: the billed sales of the invoice's only detail.</summary>
    private async Task BillAsync(RunningEnvironment environment, Guid invoice)
    {
        var logic = environment.Hosts.DataverseAs(environment.Hosts.Personas.DataImport);
        var table = (await new DefinitionReader(environment.Administrator).FindAsync("msdyn_actual", Cancellation))!;
        var original = (await environment.ActualsAsync("PF-1001", Cancellation)).Single();
        var detail = (await environment.Administrator.QueryAsync($"msdyn_invoicelinetransactions?$select=msdyn_invoicelinetransactionid&$filter=_msdyn_invoice_value eq {invoice}", Cancellation)).Single()["msdyn_invoicelinetransactionid"]!.GetValue<string>();
        var billed = new JsonObject();
        foreach (var (name, value) in original.Where(property => property.Value is not null))
        {
            if (name.StartsWith('_') && table.TargetsOf(name[1..^"_value".Length]).ToList() is [var target] && target is not ("systemuser" or "team" or "businessunit"))
            {
                var definition = (await new DefinitionReader(environment.Administrator).FindAsync(target, Cancellation))!;
                billed[$"{table.Navigations[(name[1..^"_value".Length], target)]}@odata.bind"] = $"/{definition.EntitySetName}({value!.GetValue<string>()})";
            }
            else if (name.StartsWith("msdyn_", StringComparison.Ordinal) && !name.Contains('@', StringComparison.Ordinal) && !name.EndsWith("_base", StringComparison.Ordinal)
                && name is not ("msdyn_actualid" or "msdyn_actualimportid" or "msdyn_name"))
            {
                billed[name] = value!.DeepClone();
            }
        }

        var id = Guid.NewGuid();
        billed["msdyn_actualid"] = id;
        billed["msdyn_transactiontypecode"] = BilledSales;
        billed["msdyn_billingstatus"] = CustomerInvoicePosted;
        await logic.PostAsync("msdyn_actuals", billed, Cancellation);
        await logic.PostAsync(
            "msdyn_transactionconnections",
            new JsonObject
            {
                ["msdyn_transaction1"] = $"{id}",
                ["msdyn_transaction1role"] = "Billed Sales",
                ["msdyn_transaction1type"] = "msdyn_actual",
                ["msdyn_transaction2"] = original["msdyn_actualid"]!.DeepClone(),
                ["msdyn_transaction2role"] = "Unbilled Sales",
                ["msdyn_transaction2type"] = "msdyn_actual",
            },
            Cancellation);
        foreach (var (origin, type) in new[] { ($"{invoice}", "invoice"), (detail, "msdyn_invoicelinetransaction") })
        {
            await logic.PostAsync(
                "msdyn_transactionorigins",
                new JsonObject { ["msdyn_transaction"] = $"{id}", ["msdyn_transactiontype"] = "msdyn_actual", ["msdyn_origin"] = origin, ["msdyn_origintype"] = type },
                Cancellation);
        }
    }
}
