using System.Text.Json.Nodes;
using ProjectInvoice.Finance.Setup;
using ProjectInvoice.Finance.Tests.Support;

namespace ProjectInvoice.Finance.Tests.Import;

[TestClass]
public sealed class When_a_project_has_lines_of_both_billing_methods
{
    private const string TimeAndMaterial = "TimeAndMaterial";
    private const string FixedPrice = "FixedPrice";

    [TestMethod]
    public async Task Two_rules_that_differ_in_the_billing_method_only_are_both_kept()
    {
        await using var host = await FinanceHost.StartAsync();
        (await host.SetupAsync(Setup())).Ok();
        Assert.HasCount(4, (await host.GetAsync("/api/setup")).Json["profileRules"]!.AsArray());

        // Twice the same method is still one rule too many.
        var twice = Setup();
        twice["profileRules"]!.AsArray().Add(Rule("PRJ-USD", "FP-BAL", null));
        (await host.SetupAsync(twice)).Refused(400, SetupErrors.DoubledRecord);
        twice["profileRules"]!.AsArray()[^1]!["billingMethod"] = "Fixed price";
        (await host.SetupAsync(twice)).Refused(400, SetupErrors.UnknownChoice);
    }

    [TestMethod]
    public async Task Costs_and_revenue_of_each_line_follow_its_own_method()
    {
        await using var host = await FinanceHost.StartAsync();
        (await host.SetupAsync(Setup())).Ok();
        var invoice = Invoice("PF-1").Line("time", 1000m).Cost("time", 400m).Cost("fixed", 300m).Milestone("stage", 5000m);
        Of(invoice, TimeAndMaterial, "time U", "time B", "time cost");
        Of(invoice, FixedPrice, "fixed cost", "stage B");
        await invoice.PostAsync(host);

        CollectionAssert.AreEquivalent(
            new[]
            {
                "Project - WIP - sales value|1000|1000|910",
                "Project - accrued revenue|-1000|-1000|-910",
                "Project - cost|400|400|364",
                "Project - payroll allocation|-400|-400|-364",
                "Project - WIP - cost value|300|300|273",
                "Project - payroll allocation|-300|-300|-273",
            },
            await Books.OfJournalsAsync(host)
        );
        var entries = await Books.OfInvoiceAsync(host, "PF-1");
        CollectionAssert.Contains(entries, "Project - invoiced revenue|-1000|-1000|-910");
        CollectionAssert.Contains(entries, "Project - WIP - invoiced on-account|-5000|-5000|-4550");
        await host.BooksAgreeAsync();
    }

    [TestMethod]
    public async Task A_fee_by_hand_on_the_fixed_price_line_of_a_time_and_material_project_does_not_wait()
    {
        await using var host = await FinanceHost.StartAsync();
        (await host.SetupAsync(FinanceSample.Setup())).Ok();
        var (header, fee) = Fee(FixedPrice);
        (await host.SendRowAsync("ProjInvoiceProposals", header)).Ok();
        (await host.SendRowsAsync("ProjActualsImports", [fee])).Ok();
        (await host.ImportAsync()).Ok();
        (await host.PostProposalAsync("PF-1")).Ok();
        CollectionAssert.AreEqual(
            new[] { "Project - invoiced revenue|-250|-250|-227.5", "Customer balance|250|250|227.5" },
            await Books.OfInvoiceAsync(host, "PF-1")
        );
    }

    [TestMethod]
    [DataRow(TimeAndMaterial)]
    [DataRow(null)]
    public async Task A_fee_by_hand_on_the_time_and_material_line_waits_for_its_unbilled_sales(string? method)
    {
        await using var host = await FinanceHost.StartAsync();
        (await host.SetupAsync(FinanceSample.Setup())).Ok();
        var (header, fee) = Fee(method);
        (await host.SendRowAsync("ProjInvoiceProposals", header)).Ok();
        (await host.SendRowsAsync("ProjActualsImports", [fee])).Ok();
        (await host.ImportAsync()).Ok();
        StringAssert.Contains((string?)(await host.RowsAsync("ProjInvoiceProposals")).Single()["WaitingReason"], "is not connected to its unbilled sales yet");
    }

    [TestMethod]
    [DataRow(TimeAndMaterial, 2, DisplayName = "Accrues")]
    [DataRow(null, 0, DisplayName = "Takes the project's method without its own")]
    public async Task Time_on_the_time_and_material_line_of_a_fixed_price_project_accrues(string? method, int entries)
    {
        await using var host = await FinanceHost.StartAsync();
        (await host.SetupAsync(FinanceSample.Setup())).Ok();
        var invoice = new TestInvoice("PF-1", "CON-FP", "PRJ-FP", "USD").Line("time", 1000m);
        Of(invoice, method, "time U", "time B");
        await invoice.PostAsync(host);
        Assert.HasCount(entries, await Books.OfJournalsAsync(host));
        await host.BooksAgreeAsync();
    }

    [TestMethod]
    public async Task A_row_of_before_that_is_sent_again_with_its_method_is_known()
    {
        await using var host = await FinanceHost.StartAsync();
        (await host.SetupAsync(FinanceSample.Setup())).Ok();
        var row = FinanceSample.Actual("time U", "Sales", 1000m);
        (await host.SendRowsAsync("ProjActualsImports", [row])).Ok();
        row["BillingMethod"] = TimeAndMaterial;
        (await host.SendRowsAsync("ProjActualsImports", [row])).Ok();
        Assert.AreEqual(TimeAndMaterial, (string?)(await host.RowsAsync("ProjActualsImports")).Single()["BillingMethod"]);
    }

    private static TestInvoice Invoice(string proposal) => new(proposal, "CON-USD", "PRJ-USD", "USD");

    private static void Of(TestInvoice invoice, string? method, params string[] names)
    {
        foreach (var row in invoice.Actuals.Where(row => names.Any(name => FinanceSample.Id(name) == (Guid)row["ActualId"]!)))
        {
            row["BillingMethod"] = method;
        }
    }

    private static (JsonObject Header, JsonObject Fee) Fee(string? method)
    {
        var fee = FinanceSample.Actual("fee B", "BilledSales", 250m, FinanceSample.Fee, "CON-USD", "PRJ-USD", "USD", "PF-1");
        fee["BillingMethod"] = method;
        return (FinanceSample.Header("PF-1", ["fee B"], "CON-USD", "USD"), fee);
    }

    private static JsonObject Setup()
    {
        var setUp = FinanceSample.Setup();
        setUp["profileRules"]!.AsArray().Add(Rule("PRJ-USD", "TM-WIP", null));
        setUp["profileRules"]!.AsArray().Add(Rule("PRJ-USD", "FP-BAL", "Fixed Price"));
        return setUp;
    }

    private static JsonObject Rule(string project, string profile, string? method) =>
        new()
        {
            ["company"] = "USPM",
            ["project"] = project,
            ["contract"] = null,
            ["projectGroup"] = null,
            ["profile"] = profile,
            ["billingMethod"] = method,
        };
}
