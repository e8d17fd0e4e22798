using ProjectInvoice.Finance.Import;
using ProjectInvoice.Finance.Tests.Support;

namespace ProjectInvoice.Finance.Tests.KnownFailures;

/// <summary>Seen elsewhere: one bad row blocks the whole run.</summary>
[TestClass]
public sealed class When_a_row_cannot_be_imported
{
    [TestMethod]
    public async Task It_stops_its_own_invoice_only_and_says_why()
    {
        await using var host = await FinanceHost.StartAsync();
        (await host.SetupAsync(FinanceSample.Setup())).Ok();
        await new TestInvoice("PF-1").Milestone("a", 10m).SendAsync(host);
        var bad = new TestInvoice("PF-2").Milestone("b", 10m, "2026-09-01").Milestone("c", 10.001m, "2026-09-02").Milestone("d", 10m, "2026-09-03");
        await bad.SendAsync(host);
        var other = new TestInvoice("PF-3").Milestone("e", 10m);
        other.Actuals[0]["ProjectId"] = "PRJ-GONE";
        await other.SendAsync(host);
        await new TestInvoice("PF-4").Milestone("f", 10m).SendAsync(host);
        var import = (await host.ImportAsync()).Ok().Json;
        Assert.AreEqual("""["PF-1","PF-4"]""", import["readyProposals"]!.ToJsonString());
        CollectionAssert.AreEquivalent(
            new[] { $"{ImportErrors.TooManyDecimalsOnInvoice.Code} PF-2 line 2", $"{ImportErrors.UnknownProject.Code} PF-3 line 1" },
            import["messages"]!.AsArray().Select(message => $"{message!["code"]} {message["record"]}").ToList()
        );
        Assert.HasCount(2, await host.RowsAsync("ProjInvoiceProposalLines"));
        StringAssert.StartsWith(
            (string?)(await host.RowsAsync("ProjInvoiceProposals", "$filter=InvoiceProposalId eq 'PF-2'")).Single()["WaitingReason"],
            "PF-2 line 2: The amount 10.001 has more"
        );

        var setUp = FinanceSample.Setup();
        var project = setUp["projects"]![0]!.DeepClone();
        project["id"] = "PRJ-GONE";
        setUp["projects"]!.AsArray().Add(project);
        (await host.SetupAsync(setUp)).Ok();
        Assert.AreEqual("""["PF-3"]""", (await host.ImportAsync()).Ok().Json["readyProposals"]!.ToJsonString(), "What is mended resumes.");
    }
}
