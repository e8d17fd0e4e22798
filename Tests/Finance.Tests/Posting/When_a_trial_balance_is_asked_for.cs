using System.Text.Json.Nodes;
using ProjectInvoice.Finance.Api;
using ProjectInvoice.Finance.Ledger;
using ProjectInvoice.Finance.Setup;
using ProjectInvoice.Finance.Tests.Support;

namespace ProjectInvoice.Finance.Tests.Posting;

[TestClass]
public sealed class When_a_trial_balance_is_asked_for
{
    [TestMethod]
    public async Task It_shows_opening_debits_credits_and_closing_of_every_account()
    {
        await using var host = await StartAsync();
        var balance = (await host.GetAsync("/api/trial-balance?company=uspm&from=2026-09-30&to=2026-09-30")).Ok().Json;
        string[] expected =
        [
            "130100|Accounts receivable||0 1500 0 1500|0 1380 0 1380",
            "161300|||1250 0 1250 0|1150 0 1150 0",
            "202200|||0 0 250 -250|0 0 230 -230",
            "411100|Revenue - labor||0 0 1250 -1250|0 0 1150 -1150",
            "420200|||-1250 1250 0 0|-1150 1150 0 0",
        ];
        CollectionAssert.AreEqual(expected, Lines(balance));
        Assert.AreEqual("USD EUR", $"{balance["accountingCurrency"]} {balance["reportingCurrency"]}");
        Assert.AreEqual(0m, balance["lines"]!.AsArray().Sum(line => (decimal)line!["accounting"]!["closing"]!));
        await host.BooksAgreeAsync();
    }

    [TestMethod]
    public async Task It_is_split_by_a_dimension()
    {
        await using var host = await StartAsync();
        var balance = (await host.GetAsync("/api/trial-balance?company=USPM&to=2026-09-30&dimension=department")).Ok().Json;
        var lines = Lines(balance);
        CollectionAssert.Contains(lines, "411100|Revenue - labor|024|0 0 1250 -1250|0 0 1150 -1150");
        CollectionAssert.Contains(lines, "130100|Accounts receivable||0 1500 0 1500|0 1380 0 1380");
    }

    [TestMethod]
    public async Task What_cannot_be_answered_is_refused()
    {
        await using var host = await FinanceHost.StartAsync();
        (await host.SetupAsync(FinanceSample.Setup())).Ok();
        (await host.GetAsync("/api/trial-balance")).Refused(400, ApiErrors.MissingParameter);
        (await host.GetAsync("/api/trial-balance?company=USPM&from=yesterday")).Refused(400, ApiErrors.NoDay);
        (await host.GetAsync("/api/trial-balance?company=NONE")).Refused(404, SetupErrors.UnknownCompany);
        (await host.GetAsync("/api/trial-balance?company=USPM&dimension=Mood")).Refused(400, LedgerErrors.UnknownDimension);
        (await host.GetAsync("/api/trial-balance?company=USPM&from=2026-09-02&to=2026-09-01")).Refused(400, LedgerErrors.RangeOfDays);
    }

    private static async Task<FinanceHost> StartAsync()
    {
        var host = await FinanceHost.StartAsync();
        (await host.SetupAsync(FinanceSample.Setup())).Ok();
        await new TestInvoice("PF-1003").Line("hours", 1000m, 4).PostAsync(host);
        return host;
    }

    private static List<string> Lines(JsonNode balance) =>
        [
            .. balance["lines"]!
                .AsArray()
                .Select(line => $"{line!["mainAccount"]}|{line["name"]}|{line["dimensionValue"]}|{Amounts(line["accounting"]!)}|{Amounts(line["reporting"]!)}"),
        ];

    private static string Amounts(JsonNode amounts) =>
        string.Join(' ', new[] { "opening", "debit", "credit", "closing" }.Select(name => Books.Number(amounts[name])));
}
