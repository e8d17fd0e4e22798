using ProjectInvoice.Finance.Staging;
using ProjectInvoice.Finance.Tests.Support;

namespace ProjectInvoice.Finance.Tests.Proposals;

[TestClass]
public sealed class When_retainers_are_invoiced
{
    [TestMethod]
    public async Task One_is_used_over_three_invoices()
    {
        await using var host = await StartAsync();
        await new TestInvoice("PF-1").Retainer("advance", 1000m).PostAsync(host);
        await new TestInvoice("PF-2").Line("a", 600m).Retainer("used 1", -400m).PostAsync(host);
        await new TestInvoice("PF-3").Line("b", 600m).Retainer("used 2", -600m).PostAsync(host);
        CollectionAssert.AreEqual(
            new[] { "Project - invoiced revenue - on-account|-1000|-1250|-1150", "Sales tax|-200|-250|-230", "Customer balance|1200|1500|1380" },
            await Books.OfInvoiceAsync(host, "PF-1")
        );
        Assert.AreEqual("0", await BalanceAsync(host, "Project - invoiced revenue - on-account"));
        Assert.AreEqual("1440 240", await OwedAsync(host));
        var transactions = await host.RowsAsync("ProjOnAccountTransactions", "$orderby=InvoiceProposalId");
        CollectionAssert.AreEqual(
            new[] { "Retainer 1000 Invoiced UK FULL CON-00021 ", "Retainer -400 Invoiced UK FULL CON-00021 ", "Retainer -600 Invoiced UK FULL CON-00021 " },
            transactions.ConvertAll(row =>
                $"{row["Origin"]} {Books.Number(row["Amount"])} {row["Status"]} {row["SalesTaxGroup"]} {row["ItemSalesTaxGroup"]} "
                + $"{row["ContractId"]} {row["ProjectId"]}"
            )
        );
        await host.BooksAgreeAsync();
    }

    [TestMethod]
    [DataRow("CON-FP", "PRJ-FP", "Project - WIP - invoiced on-account")]
    [DataRow("CON-USD", "PRJ-USD", "Project - invoiced revenue - on-account")]
    public async Task A_milestone_with_ten_percent_of_it_deducted_goes_where_the_profile_says(string contract, string project, string account)
    {
        await using var host = await StartAsync(contract);
        await new TestInvoice("PF-1", contract, project, "USD").Retainer("advance", 500m).PostAsync(host);
        await new TestInvoice("PF-2", contract, project, "USD").Milestone("m", 5000m).Retainer("used", -500m).PostAsync(host);
        CollectionAssert.AreEquivalent(
            new[] { $"{account}|500|500|455", $"{account}|-5000|-5000|-4550", "Customer balance|4500|4500|4095" },
            await Books.OfInvoiceAsync(host, "PF-2")
        );
        Assert.AreEqual("-5000", await BalanceAsync(host, account));
        await host.BooksAgreeAsync();
    }

    [TestMethod]
    public async Task A_correction_of_an_applied_one_takes_back_what_was_booked()
    {
        await using var host = await StartAsync();
        await new TestInvoice("PF-1").Retainer("advance", 100.01m).PostAsync(host);
        await new TestInvoice("PF-2").Line("a", 300m).Retainer("used", -100.01m).PostAsync(host);
        await new TestInvoice("PF-3").CreditOnAccount("used", -100.01m, FinanceSample.Retainer).PostAsync(host);
        Assert.AreEqual("-125.01", await BalanceAsync(host, "Project - invoiced revenue - on-account"), "The advance stands as it did before it was used.");
        Assert.AreEqual("Invoice", (string?)(await host.RowsAsync("ProjInvoices", "$filter=InvoiceProposalId eq 'PF-3'")).Single()["DocumentType"]);
        await host.BooksAgreeAsync();
    }

    [TestMethod]
    public async Task An_invoice_that_is_less_than_what_is_applied_is_a_credit_note()
    {
        await using var host = await StartAsync();
        await new TestInvoice("PF-1").Retainer("advance", 100m).PostAsync(host);
        await new TestInvoice("PF-2").Retainer("refund", -100m).PostAsync(host);
        Assert.AreEqual("CreditNote", (string?)(await host.RowsAsync("ProjInvoices", "$filter=InvoiceProposalId eq 'PF-2'")).Single()["DocumentType"]);
        Assert.AreEqual("0", await BalanceAsync(host, "Customer balance"));
        await host.BooksAgreeAsync();
    }

    [TestMethod]
    public async Task Without_the_setting_the_class_is_not_taken()
    {
        await using var host = await FinanceHost.StartAsync();
        (await host.SetupAsync(FinanceSample.Setup())).Ok();
        (await host.SendRowsAsync("ProjActualsImports", new TestInvoice("PF-1").Retainer("advance", 100m).Actuals)).Refused(400, StagingErrors.ClassNotBooked);
    }

    [TestMethod]
    public async Task An_unbilled_one_is_not_taken()
    {
        await using var host = await StartAsync();
        (await host.SendRowsAsync("ProjActualsImports", [FinanceSample.Actual("a", "Sales", -100m, FinanceSample.Retainer)])).Refused(
            400,
            StagingErrors.ClassOfBilledSales
        );
    }

    [TestMethod]
    [DataRow("some")]
    [DataRow("192350003")]
    public async Task A_setting_that_is_no_class_of_its_own_stops_the_start(string value) =>
        await Assert.ThrowsExactlyAsync<InvalidOperationException>(() => FinanceHost.StartAsync($"--Staging:RetainerTransactionClassification={value}"));

    private static async Task<string> BalanceAsync(FinanceHost host, string postingType) =>
        Books.Number(
            (await host.RowsAsync("GeneralJournalAccountEntries", $"$filter=PostingType eq '{postingType}'")).Sum(row => (decimal)row["AccountingAmount"]!)
        );

    private static async Task<string> OwedAsync(FinanceHost host)
    {
        var invoices = await host.RowsAsync("ProjInvoices");
        return $"{Books.Number(invoices.Sum(row => (decimal)row["InvoiceAmount"]!))} {Books.Number(invoices.Sum(row => (decimal)row["SumTax"]!))}";
    }

    private static async Task<FinanceHost> StartAsync(string? contract = null)
    {
        var host = await FinanceHost.StartAsync(FinanceSample.RetainerArgument);
        var setUp = FinanceSample.Setup();
        if (contract == "CON-FP")
        {
            // A retainer has no project: its profile is that of the contract.
            setUp["profileRules"]!
                .AsArray()
                .Add(
                    new System.Text.Json.Nodes.JsonObject
                    {
                        ["company"] = "USPM",
                        ["project"] = null,
                        ["contract"] = contract,
                        ["projectGroup"] = null,
                        ["profile"] = "FP-BAL",
                    }
                );
        }

        (await host.SetupAsync(setUp)).Ok();
        return host;
    }
}
