using System.Text.Json.Nodes;
using EndToEnd.Tests.Environment;
using LocalEnvironment.Errors;

namespace EndToEnd.Tests.Corrections;

[TestClass]
public sealed class When_a_posted_invoice_is_revised
{
    private const int UnbilledSales = 192350005;
    private const int BilledSales = 192350006;
    private const int UnbilledSalesCreated = 192350000;

    private static RunningEnvironment environment = null!;

    public TestContext TestContext { get; set; } = null!;

    private CancellationToken Cancellation => TestContext.CancellationToken;

    [ClassInitialize]
    public static async Task StartAsync(TestContext context) =>
        environment = await RunningEnvironment.StartAsync(context.CancellationToken, "PF-1003", "PF-1009");

    [ClassCleanup]
    public static async Task StopAsync() => await environment.DisposeAsync();

    [TestMethod]
    public async Task A_full_credit_restores_every_balance_and_is_billable_again()
    {
        var number = await ReviseAsync("PF-1003");
        await TakeToTheEndAsync(number);

        var header = await HeaderAsync(number);
        Assert.AreEqual(1, header["BillableSalesActualCount"]!.GetValue<int>());
        Assert.AreEqual("Posted", header["ProposalStatus"]!.GetValue<string>());
        Assert.AreEqual(-1200m, header["InvoiceAmount"]!.GetValue<decimal>());
        var credit = (await environment.ActualsAsync(number, Cancellation)).Single();
        Assert.AreEqual((-4m, -1000m, -1250m), (credit.Quantity(), credit.Amount(), credit.AccountingAmount()));
        Assert.AreEqual(
            (-200m, -250m),
            (credit["pinv_taxamount"]!.GetValue<decimal>(), credit["msdyn_accountingtaxamount"]!.GetValue<decimal>()),
            "GBP, then USD"
        );
        Assert.IsNotNull(credit["msdyn_vouchernumber"]);

        // What the two invoices and the two journal lines left: the work is accrued, and nothing else.
        var balances = await BalancesAsync("GBP");
        CollectionAssert.AreEquivalent(new[] { "Project - WIP - sales value 1000 1250", "Project - accrued revenue -1000 -1250" }, balances);
        var billable = (
            await environment.ProjectManager.QueryAsync(
                $"msdyn_actuals?$filter=msdyn_transactiontypecode eq {UnbilledSales} and msdyn_billingstatus eq {UnbilledSalesCreated} and "
                    + "_msdyn_invoice_value eq null",
                Cancellation
            )
        ).Single();
        Assert.AreEqual((4m, 1000m, 1250m), (billable.Quantity(), billable.Amount(), billable.AccountingAmount()));
    }

    [TestMethod]
    public async Task A_reduction_bills_what_is_left_and_leaves_the_rest_billable()
    {
        // Yen have no decimals: 2.5 h at 15,001 were 37,503, and 1.5 h are 22,502, so that 15,001 are left.
        var number = await ReviseAsync("PF-1009", quantity: 1.5m, amount: 22502m);
        await TakeToTheEndAsync(number);

        var header = await HeaderAsync(number);
        Assert.AreEqual(2, header["BillableSalesActualCount"]!.GetValue<int>());
        Assert.AreEqual("Posted", header["ProposalStatus"]!.GetValue<string>());
        Assert.AreEqual(-15001m, header["InvoiceAmount"]!.GetValue<decimal>());
        var billed = (await environment.ActualsAsync(number, Cancellation))
            .Where(row => row["msdyn_transactiontypecode"]!.GetValue<int>() == BilledSales)
            .ToList();
        CollectionAssert.AreEquivalent(new[] { (-37503m, -240.02m), (22502m, 144.01m) }, billed.Select(row => (row.Amount(), row.AccountingAmount())).ToList());
        CollectionAssert.AreEquivalent(
            new[]
            {
                "Customer balance 22502 144.01",
                "Project - invoiced revenue -22502 -144.01",
                "Project - WIP - sales value 15001 96.01",
                "Project - accrued revenue -15001 -96.01",
            },
            await BalancesAsync("JPY")
        );
    }

    [TestMethod]
    public async Task The_main_job_does_it_when_it_is_asked_to_and_tells_what_cannot_be_revised()
    {
        using var given = GivenData.With("PF-1001", "PF-1004");
        var file = Path.Combine(given.Folder, "report.json");
        var run = await MainJobRun.InProcessAsync(
            "--input",
            given.Folder,
            "--report",
            file,
            "--revise",
            "PF-1001",
            "--revise",
            "PF-9999",
            "--revise",
            "PF-1004"
        );

        Assert.AreEqual(1, run.ExitCode, run.Output);
        StringAssert.Contains(run.Output, "4 posted, 0 with nothing to invoice, 0 not posted.");
        var report = JsonNode.Parse(await File.ReadAllTextAsync(file, Cancellation))!;
        var message = report["messages"]!.AsArray().Single()!;
        Assert.AreEqual((RunErrors.NothingToRevise.Code, "invoice PF-9999"), (message["code"]!.GetValue<string>(), message["record"]!.GetValue<string>()));
        var invoices = report["invoices"]!.AsArray().Select(invoice => invoice!.AsObject()).ToList();
        CollectionAssert.AreEqual(new[] { 1600m, 5000m, -1600m, -5000m }, invoices.Select(invoice => invoice["amount"]!.GetValue<decimal>()).ToArray());
        CollectionAssert.AreEqual(new[] { 3, 1, 2, 1 }, invoices.Select(invoice => invoice["actuals"]!.AsArray().Count).ToArray());
    }

    private async Task<string> ReviseAsync(string number, decimal? quantity = null, decimal? amount = null)
    {
        var manager = environment.ProjectManager;
        var answer = await manager.PostAsync(
            $"invoices({await environment.InvoiceAsync(number, Cancellation)})/Microsoft.Dynamics.CRM.pinv_ReviseInvoice",
            [],
            Cancellation
        );
        var draft = Guid.Parse((answer!["Invoice"] ?? answer)["invoiceid"]!.GetValue<string>());
        if (quantity is not null)
        {
            var detail = (await manager.QueryAsync($"msdyn_invoicelinetransactions?$filter=_msdyn_invoice_value eq {draft}", Cancellation)).Single();
            await manager.PatchAsync(
                $"msdyn_invoicelinetransactions({detail["msdyn_invoicelinetransactionid"]!.GetValue<string>()})",
                new JsonObject { ["msdyn_quantity"] = quantity, ["msdyn_amount"] = amount },
                Cancellation
            );
        }

        await manager.PostAsync($"invoices({draft})/Microsoft.Dynamics.CRM.pinv_ConfirmInvoice", [], Cancellation);
        return (await manager.GetAsync($"invoices({draft})?$select=invoicenumber", Cancellation))["invoicenumber"]!.GetValue<string>();
    }

    private async Task TakeToTheEndAsync(string number)
    {
        await environment.SettleAsync(Cancellation);
        await environment.Accountant.ImportAsync(Cancellation);
        await environment.Accountant.PostJournalsAsync(Cancellation);
        var imported = await environment.Accountant.ImportAsync(Cancellation);
        Assert.AreEqual("", string.Join(' ', imported.Messages));
        var proposal = (await environment.Accountant.ProposalsAsync(Cancellation)).Single(proposal => proposal.Number == number);
        await environment.Hosts.FinanceAs(environment.Hosts.Personas.ReceivablesClerk).PostAsync(proposal, Cancellation);
        await environment.SettleAsync(Cancellation);
    }

    private async Task<JsonObject> HeaderAsync(string number) =>
        (await environment.Accountant.QueryAsync($"ProjInvoiceProposals?cross-company=true&$filter=InvoiceProposalId eq '{number}'", Cancellation)).Single();

    private async Task<List<string>> BalancesAsync(string currency) =>
        [
            .. (await environment.Accountant.LedgerAsync(Cancellation))
                .Where(entry => entry["Currency"]!.GetValue<string>() == currency)
                .GroupBy(entry => entry["PostingType"]!.GetValue<string>())
                .Select(group =>
                    (
                        Type: group.Key,
                        Amount: group.Sum(entry => entry["Amount"]!.GetValue<decimal>()),
                        Accounting: group.Sum(entry => entry["AccountingAmount"]!.GetValue<decimal>())
                    )
                )
                .Where(balance => balance.Amount != 0 || balance.Accounting != 0)
                .Select(balance => FormattableString.Invariant($"{balance.Type} {balance.Amount:0.##} {balance.Accounting:0.##}")),
        ];
}
