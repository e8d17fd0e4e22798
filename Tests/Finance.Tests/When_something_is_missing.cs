using ProjectInvoice.Finance.Import;
using ProjectInvoice.Finance.Proposals;
using ProjectInvoice.Finance.Rates;
using ProjectInvoice.Finance.Tests.Support;

namespace ProjectInvoice.Finance.Tests;

[TestClass]
public sealed class When_something_is_missing
{
    [TestMethod]
    public async Task A_missing_rate_stops_its_invoice_only_and_mending_it_resumes()
    {
        await using var host = await StartAsync();
        await new TestInvoice("PF-1007", "CON-SEK", "PRJ-SEK", "SEK")
            .Milestone("a", 10m, "2026-09-01")
            .Milestone("b", 10m, "2026-09-02")
            .Milestone("c", 10m, "2026-09-03")
            .SendAsync(host);
        await new TestInvoice("PF-1008").Milestone("d", 10m).SendAsync(host);
        var import = (await host.ImportAsync()).Ok().Json;
        CollectionAssert.AreEqual(new[] { "PF-1008" }, import["readyProposals"]!.AsArray().Select(name => (string)name!).ToList());
        var message = import["messages"]!
            .AsArray()
            .Single(message => (string)message!["record"]! == "PF-1007 line 3" && ((string)message["text"]!).Contains("USD", StringComparison.Ordinal))!;
        Assert.AreEqual(RateErrors.NoRate.Code, (string?)message["code"]);
        Assert.AreEqual("No exchange rate from SEK to USD on 2026-09-30. Add the rate, then run the import again.", (string?)message["text"]);
        (await host.PostProposalAsync("PF-1007")).Refused(409, ProposalErrors.NotReady);
        (await host.PostProposalAsync("PF-1008")).Ok();

        var mended = FinanceSample.Setup();
        foreach (var (type, to) in new[] { ("Default", "USD"), ("Reporting", "EUR") })
        {
            mended["exchangeRates"]!
                .AsArray()
                .Add(
                    new System.Text.Json.Nodes.JsonObject
                    {
                        ["type"] = type,
                        ["from"] = "SEK",
                        ["to"] = to,
                        ["validFrom"] = "2026-01-01",
                        ["rate"] = 0.1m,
                    }
                );
        }

        (await host.SetupAsync(mended)).Ok();
        Assert.AreEqual(3, (int)(await host.ImportAsync()).Ok().Json["proposalLines"]!);
        (await host.PostProposalAsync("PF-1007")).Ok();
        await host.BooksAgreeAsync();
    }

    [TestMethod]
    public async Task A_missing_rate_of_unbilled_sales_names_the_line_of_the_invoice()
    {
        await using var host = await StartAsync();
        await new TestInvoice("PF-1", "CON-SEK", "PRJ-SEK", "SEK").Line("a", 10m).SendAsync(host);
        var messages = (await host.ImportAsync()).Ok().Json["messages"]!.AsArray();
        Assert.IsTrue(messages.All(message => (string)message!["record"]! == "PF-1 line 1" && (string)message["code"]! == RateErrors.NoRate.Code));
        Assert.AreEqual(0, (int)(await host.PostJournalsAsync()).Ok().Json["postedLines"]!);
    }

    [TestMethod]
    public async Task A_missing_reporting_rate_is_told_apart_from_a_missing_accounting_rate()
    {
        await using var host = await FinanceHost.StartAsync();
        var setUp = FinanceSample.Setup();
        var rates = setUp["exchangeRates"]!.AsArray();
        foreach (var rate in rates.Where(rate => (string?)rate!["type"] == "Reporting" && (string?)rate["from"] == "GBP").ToList())
        {
            rates.Remove(rate);
        }

        (await host.SetupAsync(setUp)).Ok();
        await new TestInvoice("PF-1").Line("a", 10m).SendAsync(host);
        StringAssert.Contains((await host.ImportAsync()).Ok().Text, "No reporting exchange rate from GBP to EUR on 2026-09-15.");
    }

    [TestMethod]
    [TestCategory("Exhaustive")]
    [DataRow("projects", nameof(ImportErrors.UnknownProject))]
    [DataRow("lineProperties", nameof(ImportErrors.NoLineProperty))]
    [DataRow("categories", nameof(ImportErrors.UnknownCategory))]
    [DataRow("profileRules", nameof(ImportErrors.NoProfile))]
    [DataRow("ledgerPosting", nameof(ImportErrors.NoAccount))]
    [DataRow("fiscalPeriods", nameof(ImportErrors.PeriodNotOpen))]
    public async Task What_set_up_lacks_is_named_and_nothing_is_half_imported(string section, string error)
    {
        await using var host = await FinanceHost.StartAsync();
        var setUp = FinanceSample.Setup();
        setUp[section] = new System.Text.Json.Nodes.JsonArray();
        if (section == "projects")
        {
            // The rule of a project group refers to the projects of that group.
            setUp["profileRules"]!.AsArray().RemoveAt(1);
        }

        (await host.SetupAsync(setUp)).Ok();
        await new TestInvoice("PF-1").Line("a", 10m).SendAsync(host);
        var import = (await host.ImportAsync()).Ok();
        StringAssert.Contains(import.Text, Entry.Of(typeof(ImportErrors), error).Code);
        Assert.AreEqual(0, (int)import.Json["journalLines"]!);
        Assert.IsEmpty(await host.RowsAsync("ProjIntegrationJournalLines"));
        (await host.SetupAsync(FinanceSample.Setup())).Ok();
        await TestInvoice.ReadyAsync(host);
        (await host.PostProposalAsync("PF-1")).Ok();
        await host.BooksAgreeAsync();
    }

    [TestMethod]
    public async Task A_header_without_all_its_rows_waits()
    {
        await using var host = await StartAsync();
        var invoice = new TestInvoice("PF-1").Milestone("a", 10m).Milestone("b", 10m);
        (await host.SendRowAsync("ProjInvoiceProposals", invoice.Header)).Ok();
        (await host.SendRowsAsync("ProjActualsImports", [invoice.Actuals[0]])).Ok();
        Assert.AreEqual("[]", (await host.ImportAsync()).Ok().Json["readyProposals"]!.ToJsonString());
        Assert.AreEqual("1 of 2 announced lines have arrived.", (string?)(await host.RowsAsync("ProjInvoiceProposals")).Single()["WaitingReason"]);
        Assert.IsEmpty(await host.RowsAsync("ProjInvoiceProposalLines"));
        (await host.SendRowsAsync("ProjActualsImports", [invoice.Actuals[1]])).Ok();
        Assert.AreEqual(2, (int)(await host.ImportAsync()).Ok().Json["proposalLines"]!);
    }

    [TestMethod]
    public async Task Rows_that_are_not_the_announced_ones_are_refused()
    {
        await using var host = await StartAsync();
        var announced = new TestInvoice("PF-1").Milestone("a", 10m);
        (await host.SendRowAsync("ProjInvoiceProposals", announced.Header)).Ok();
        (await host.SendRowsAsync("ProjActualsImports", new TestInvoice("PF-1").Milestone("z", 10m).Actuals)).Ok();
        StringAssert.Contains((await host.ImportAsync()).Ok().Text, ImportErrors.OtherRows.Code);
        Assert.IsEmpty(await host.RowsAsync("ProjInvoiceProposalLines"));
    }

    [TestMethod]
    public async Task A_line_waits_for_its_connection_and_for_its_unbilled_sales()
    {
        await using var host = await StartAsync();
        var invoice = new TestInvoice("PF-1").Line("a", 10m);
        (await host.SendRowAsync("ProjInvoiceProposals", invoice.Header)).Ok();
        (await host.SendRowsAsync("ProjActualsImports", invoice.Actuals)).Ok();
        (await host.ImportAsync()).Ok();
        StringAssert.Contains((string?)(await host.RowsAsync("ProjInvoiceProposals")).Single()["WaitingReason"], "not connected");
        (await host.SendRowsAsync("ProjTransactionRelationships", invoice.Connections)).Ok();
        (await host.ImportAsync()).Ok();
        StringAssert.Contains((string?)(await host.RowsAsync("ProjInvoiceProposals")).Single()["WaitingReason"], "not posted");
    }

    private static async Task<FinanceHost> StartAsync()
    {
        var host = await FinanceHost.StartAsync();
        (await host.SetupAsync(FinanceSample.Setup())).Ok();
        return host;
    }
}
