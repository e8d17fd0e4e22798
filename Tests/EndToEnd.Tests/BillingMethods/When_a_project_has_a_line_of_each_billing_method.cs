using System.Globalization;
using System.Text.Json.Nodes;
using EndToEnd.Tests.Environment;

namespace EndToEnd.Tests.BillingMethods;

/// <summary>
/// One project has a line billed by time and material and one at a fixed price, in euros; both bear time, expense and a fee, cost in dollars, and the second a
/// milestone. Every figure is worked out by hand: a euro is 1.0875 dollars, sales tax is 20 %.
/// </summary>
[TestClass]
public sealed class When_a_project_has_a_line_of_each_billing_method
{
    private const int Cost = 192350000;
    private const int UnbilledSales = 192350005;
    private const int BilledSales = 192350006;

    private static RunningEnvironment environment = null!;

    public TestContext TestContext { get; set; } = null!;

    private CancellationToken Cancellation => TestContext.CancellationToken;

    [ClassInitialize]
    public static async Task StartAsync(TestContext context)
    {
        environment = await RunningEnvironment.StartAsync(HarborSurvey.Data(), TimeProvider.System, context.CancellationToken);
    }

    [ClassCleanup]
    public static async Task StopAsync() => await environment.DisposeAsync();

    [TestMethod]
    public async Task Every_billed_row_has_its_voucher_its_amount_and_its_tax()
    {
        var billed = await RowsAsync(BilledSales);
        CollectionAssert.AreEquivalent(
            new[]
            {
                "Echo soundings 570.6 114.12 620.53 124.11",
                "Hotel Hamburg 155.54 31.11 169.15 33.83",
                "Chart fee 60 12 65.25 13.05",
                "Fee by hand 45 9 48.94 9.79",
                "Report delivered 2400 480 2610 521.99",
                "Fixed fee 300 60 326.25 65.25",
                "Fixed time 222.22 44.44 241.66 48.33",
                "Fixed hotel 80 16 87 17.4",
            },
            billed
                .Select(row =>
                    $"{row["msdyn_description"]} {Figure(row, "msdyn_amount")} {Figure(row, "pinv_taxamount")} "
                    + $"{Figure(row, "msdyn_accountingamount")} {Figure(row, "msdyn_accountingtaxamount")}"
                )
                .ToList()
        );
        Assert.HasCount(1, billed.Select(row => (string?)row["msdyn_vouchernumber"]).Distinct());
        Assert.IsFalse(string.IsNullOrEmpty((string?)billed[0]["msdyn_vouchernumber"]));
    }

    [TestMethod]
    public async Task Cost_and_what_was_unbilled_went_through_the_journal_and_only_time_and_material_accrued()
    {
        var (unbilled, cost) = (await RowsAsync(UnbilledSales), await RowsAsync(Cost));
        CollectionAssert.AreEquivalent(
            new[] { "Echo soundings 570.6 620.53", "Hotel Hamburg 155.54 169.15", "Chart fee 60 65.25", "Fee by hand 45 48.94" },
            unbilled.Select(row => $"{row["msdyn_description"]} {Figure(row, "msdyn_amount")} {Figure(row, "msdyn_accountingamount")}").ToList()
        );
        CollectionAssert.AreEquivalent(
            new[] { "Echo soundings 399.6 399.6", "Hotel Hamburg 155.54 155.54", "Fixed time 240 240", "Fixed hotel 100 100" },
            cost.Select(row => $"{row["msdyn_description"]} {Figure(row, "msdyn_amount")} {Figure(row, "msdyn_accountingamount")}").ToList()
        );
        Assert.HasCount(
            8,
            unbilled.Concat(cost).Select(row => (string?)row["msdyn_vouchernumber"]).Where(voucher => !string.IsNullOrEmpty(voucher)).Distinct()
        );

        // 3,833.36 and 766.67 tax; the milestone is on the balance, all else is revenue.
        CollectionAssert.AreEquivalent(
            new[]
            {
                "Customer balance 4600.03",
                "Sales tax -766.67",
                "Project - WIP - invoiced on-account -2400",
                "Project - invoiced revenue -1433.36",
                "Project - WIP - sales value 0",
                "Project - accrued revenue 0",
            },
            (await environment.Accountant.LedgerAsync(Cancellation))
                .Where(entry => (string)entry["Currency"]! == "EUR")
                .GroupBy(entry => (string)entry["PostingType"]!)
                .Select(group => $"{group.Key} {Text(group.Sum(entry => (decimal)entry["Amount"]!))}")
                .ToList()
        );
        Assert.AreEqual("", string.Join('\n', await environment.Accountant.DifferencesAsync(Cancellation)));
    }

    // Cost and unbilled sales of the project; of the invoice no reversal that billing made, which finance never sees.
    private async Task<List<JsonObject>> RowsAsync(int type) =>
        await environment.ProjectManager.QueryAsync(
            $"msdyn_actuals?$filter=msdyn_transactiontypecode eq {type} and pinv_skipsync ne true and _msdyn_salescontract_value eq "
                + "cc2dc32b-4697-5836-8158-57b92aa1b169",
            Cancellation
        );

    private static string Figure(JsonObject row, string column) => Text((decimal)row[column]!);

    private static string Text(decimal value) => value.ToString("0.##", CultureInfo.InvariantCulture);
}
