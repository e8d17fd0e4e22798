using System.Globalization;
using System.Text.Json.Nodes;
using ProjectInvoice.Finance.Import;
using ProjectInvoice.Finance.Proposals;
using ProjectInvoice.Finance.Tests.Support;

namespace ProjectInvoice.Finance.Tests.Posting;

/// <summary>
/// Every figure is worked out by hand. The company books in dollars; before 20 September sales tax is 16 %, from then on 19 %, and all rates change on that
/// day.
/// </summary>
[TestClass]
public sealed class When_a_retainer_is_used
{
    private const string Before = "2026-09-10";
    private const string After = "2026-09-25";
    private const string OnAccount = "Project - invoiced revenue - on-account";

    [TestMethod]
    public async Task What_was_booked_is_taken_back_and_the_difference_of_the_rates_is_revenue()
    {
        await using var host = await StartAsync("EUR", "GBP", (1.10m, 1.25m), (0.85m, 0.90m));
        await Invoice("PF-1", "EUR", Before).Retainer("advance", 500m).PostAsync(host);
        await Invoice("PF-2", "EUR", After).Line("job", 1200m, date: After).Retainer("used", -500m).PostAsync(host);
        CollectionAssert.AreEqual(
            new[] { $"{OnAccount}|-500|-550|-425", "Sales tax|-80|-88|-68", "Customer balance|580|638|493" },
            await Books.OfInvoiceAsync(host, "PF-1")
        );
        CollectionAssert.AreEqual(
            new[]
            {
                $"{OnAccount}|500|550|425",
                "Project - WIP - sales value|-1200|-1500|-1080",
                "Project - accrued revenue|1200|1500|1080",
                "Project - invoiced revenue|-1200|-1500|-1080",
                "Sales tax|-148|-185|-133.2",
                "Customer balance|848|1060|763.2",
                "Exchange difference - advances|0|75|25",
            },
            await Books.OfInvoiceAsync(host, "PF-2")
        );
        var difference = (await host.RowsAsync("GeneralJournalAccountEntries", "$filter=PostingType eq 'Exchange difference - advances'")).Single();
        Assert.AreEqual("411100", (string?)difference["MainAccount"], "The account of invoiced revenue, as long as set-up gives no other.");
        var invoice = (await host.RowsAsync("ProjInvoices", "$filter=InvoiceProposalId eq 'PF-2'")).Single();
        Assert.AreEqual("148 848", $"{Books.Number(invoice["SumTax"])} {Books.Number(invoice["InvoiceAmount"])}");
        Assert.AreEqual(string.Empty, await BalancesAsync(host, OnAccount));
    }

    [TestMethod]
    public async Task Its_actual_gets_the_amount_and_the_rate_that_were_booked_on_account()
    {
        await using var host = await StartAsync("EUR", "GBP", (1.10m, 1.25m), (0.85m, 0.90m));
        await Invoice("PF-1", "EUR", Before).Retainer("advance", 500m).PostAsync(host);
        await Invoice("PF-2", "EUR", After).Line("job", 1200m, date: After).Retainer("used", -500m).PostAsync(host);
        await Invoice("PF-3", "EUR", After).CreditOnAccount("used", -500m, FinanceSample.Retainer).PostAsync(host);
        Assert.AreEqual("1.1 -550 -80", await WrittenAsync(host, "used B"));
        Assert.AreEqual("1.25 1500 228", await WrittenAsync(host, "job B"));
        Assert.AreEqual("1.1 550 80", await WrittenAsync(host, "used credit"));
    }

    [TestMethod]
    public async Task The_difference_goes_where_the_ledger_posting_says()
    {
        await using var host = await StartAsync(
            "EUR",
            "GBP",
            (1.10m, 1.25m),
            (0.85m, 0.90m),
            setUp =>
                setUp["ledgerPosting"]!
                    .AsArray()
                    .Add(
                        new JsonObject
                        {
                            ["company"] = "USPM",
                            ["postingType"] = "Exchange difference - advances",
                            ["account"] = "801400",
                        }
                    )
        );
        await Invoice("PF-1", "EUR", Before).Retainer("advance", 500m).PostAsync(host);
        await Invoice("PF-2", "EUR", After).Retainer("refund", -500m).PostAsync(host);
        CollectionAssert.AreEqual(
            new[] { $"{OnAccount}|500|550|425", "Sales tax|80|100|72", "Customer balance|-580|-725|-522", "Exchange difference - advances|0|75|25" },
            await Books.OfInvoiceAsync(host, "PF-2")
        );
        Assert.AreEqual("801400: 0 75 25", await BalancesAsync(host, "Exchange difference - advances"));

        // What it is credited with goes where it came from, whatever set-up says by then.
        (await host.SetupAsync(Setup("EUR", "GBP", (1.10m, 1.25m), (0.85m, 0.90m)))).Ok();
        await Invoice("PF-3", "EUR", After).CreditOnAccount("refund", -500m, FinanceSample.Retainer).PostAsync(host);
        await Invoice("PF-4", "EUR", After).CreditOnAccount("advance", 500m, FinanceSample.Retainer).PostAsync(host);
        Assert.AreEqual(string.Empty, await BalancesAsync(host));
    }

    [TestMethod]
    [TestCategory("Exhaustive")]
    [DataRow(
        "GBP",
        "1000.01",
        "333.33 250.05 100 316.63",
        "400",
        "1.1 1.25 0.9 0.8",
        "53.33 40.01 16 50.66",
        "366.66 275.05 110 348.3",
        "300 225.05 90 284.96",
        "216"
    )]
    [DataRow(
        "JPY",
        "100001",
        "33333 25005 10000 31663",
        "40000",
        "0.0067 0.0071 0.0061 0.0058",
        "5333 4001 1600 5066",
        "223.33 167.53 67 212.15",
        "203.33 152.53 61 193.15",
        "21600"
    )]
    [DataRow(
        "KWD",
        "1000.001",
        "333.333 250.005 100 316.663",
        "400.005",
        "3.25 3.4 2.9 3",
        "53.333 40.001 16 50.666",
        "1083.33 812.52 325 1029.15",
        "966.66 725.01 290 918.33",
        "216.003"
    )]
    public async Task Three_uses_a_refund_of_the_rest_and_the_credit_of_them_all_end_at_exactly_nothing(
        string currency,
        string advance,
        string parts,
        string job,
        string rates,
        string taxes,
        string accounting,
        string reporting,
        string taxOfTheJob
    )
    {
        var (part, work, rate) = (Numbers(parts), Numbers(job)[0], Numbers(rates));
        await using var host = await StartAsync(currency, "EUR", (rate[0], rate[1]), (rate[2], rate[3]));
        string[] dates = [Before, After, After, After];
        await Invoice("PF-0", currency, Before).Retainer("advance", Numbers(advance)[0]).PostAsync(host);
        for (var index = 0; index < 4; index++)
        {
            var invoice = Invoice($"PF-{index + 1}", currency, dates[index]);
            _ = index == 3 ? invoice : invoice.Line($"job {index}", work, date: dates[index]);
            await invoice.Retainer($"part {index}", -part[index], dates[index]).PostAsync(host);
            var taken = (await host.RowsAsync("ProjTransactions", $"$filter=ActualId eq {FinanceSample.Id($"part {index} B")}")).Single();
            Assert.AreEqual(
                $"{Numbers(taxes)[index]:0.###} {Numbers(accounting)[index]:0.##} {Numbers(reporting)[index]:0.##}".Replace(",", ".", StringComparison.Ordinal),
                $"{Books.Number(-(decimal)taken["SalesTaxAmount"]!)} {Books.Number(-(decimal)taken["AccountingAmount"]!)} "
                    + $"{Books.Number(-(decimal)taken["ReportingAmount"]!)}"
            );
        }

        Assert.AreEqual(string.Empty, await BalancesAsync(host, OnAccount));
        Assert.AreEqual(taxOfTheJob, Books.Number((await host.RowsAsync("ProjInvoices")).Sum(row => (decimal)row["SumTax"]!)));
        await host.BooksAgreeAsync();

        await Invoice("PF-5", currency, After)
            .CreditOnAccount("part 3", -part[3], FinanceSample.Retainer)
            .CreditOnAccount("part 1", -part[1], FinanceSample.Retainer)
            .PostAsync(host);
        await Invoice("PF-6", currency, After).Credit("job 2", work, date: After).CreditOnAccount("part 2", -part[2], FinanceSample.Retainer).PostAsync(host);
        await Invoice("PF-7", currency, After).Credit("job 1", work, date: After).PostAsync(host);
        await Invoice("PF-8", currency, After)
            .Credit("job 0", work, date: Before)
            .CreditOnAccount("part 0", -part[0], FinanceSample.Retainer)
            .CreditOnAccount("advance", Numbers(advance)[0], FinanceSample.Retainer)
            .PostAsync(host);
        await TestInvoice.ReadyAsync(host);
        foreach (
            var type in new[] { OnAccount, "Sales tax", "Customer balance", "Exchange difference - advances", "Penny difference", "Project - invoiced revenue" }
        )
        {
            Assert.AreEqual(string.Empty, await BalancesAsync(host, type), type);
        }

        Assert.AreEqual(
            "0 0",
            $"{Books.Number((await host.RowsAsync("ProjInvoices")).Sum(row => (decimal)row["SumTax"]!))} "
                + $"{Books.Number((await host.RowsAsync("ProjInvoices")).Sum(row => (decimal)row["InvoiceAmount"]!))}"
        );
    }

    [TestMethod]
    public async Task A_use_that_is_taken_back_can_be_used_again_to_the_last_digit()
    {
        await using var host = await StartAsync("GBP", "EUR", (1.1m, 1.25m), (0.9m, 0.8m));
        await Invoice("PF-0", "GBP", Before).Retainer("advance", 100.01m).PostAsync(host);
        await Invoice("PF-1", "GBP", After).Line("job", 300m, date: After).Retainer("used", -100.01m).PostAsync(host);
        await Invoice("PF-2", "GBP", After).CreditOnAccount("used", -100.01m, FinanceSample.Retainer).PostAsync(host);
        await Invoice("PF-3", "GBP", After).Line("more", 300m, date: After).Retainer("first half", -50m).Retainer("second half", -50.01m).PostAsync(host);
        Assert.AreEqual(string.Empty, await BalancesAsync(host, OnAccount));

        // By hand: 57 on each job, 16 on the advance and on what was used, given back, and used again.
        Assert.AreEqual("114", Books.Number((await host.RowsAsync("ProjInvoices")).Sum(row => (decimal)row["SumTax"]!)));
    }

    [TestMethod]
    public async Task Where_prices_include_sales_tax_so_does_the_retainer()
    {
        await using var host = await StartAsync("EUR", "GBP", (1.10m, 1.25m), (0.85m, 0.90m), setUp => setUp["contracts"]![0]!["pricesIncludeSalesTax"] = true);
        await Invoice("PF-1", "EUR", Before).Retainer("advance", 116m).PostAsync(host);
        await Invoice("PF-2", "EUR", After).Line("job", 238m, date: After).Retainer("used", -58m).PostAsync(host);
        await Invoice("PF-3", "EUR", After).Retainer("refund", -58m).PostAsync(host);
        CollectionAssert.IsSubsetOf(
            new[] { $"{OnAccount}|50|55|42.5", "Sales tax|-30|-37.5|-27", "Customer balance|180|225|162", "Exchange difference - advances|0|7.5|2.5" },
            await Books.OfInvoiceAsync(host, "PF-2")
        );
        Assert.AreEqual(string.Empty, await BalancesAsync(host, OnAccount));
    }

    [TestMethod]
    public async Task The_tax_groups_of_the_retainer_count_as_they_were_posted_and_are_not_changed_on_its_use()
    {
        await using var host = await StartAsync("EUR", "GBP", (1.10m, 1.25m), (0.85m, 0.90m));
        await Invoice("PF-1", "EUR", Before).Retainer("advance", 500m).SendAsync(host);
        await TestInvoice.ReadyAsync(host);
        (await host.ChangeProposalAsync("PF-1", new JsonObject { ["SalesTaxGroup"] = null }, 1)).Ok();
        (await host.PostProposalAsync("PF-1")).Ok();
        await Invoice("PF-2", "EUR", After).Line("job", 1200m, date: After).Retainer("used", -500m).SendAsync(host);
        await TestInvoice.ReadyAsync(host);
        (await host.ChangeProposalAsync("PF-2", new JsonObject { ["SalesTaxGroup"] = "UK" }, 1)).Refused(409, ProposalErrors.TaxOfRetainer);
        Assert.AreEqual("228", Books.Number((await host.GetAsync("/api/proposals/USPM/PF-2/review")).Ok().Json["salesTaxAmount"]));
        (await host.PostProposalAsync("PF-2")).Ok();
        CollectionAssert.IsSubsetOf(new[] { "Sales tax|-228|-285|-205.2", "Customer balance|928|1160|835.2" }, await Books.OfInvoiceAsync(host, "PF-2"));
    }

    [TestMethod]
    public async Task Its_on_account_transaction_is_not_changed_when_its_lines_were_deleted()
    {
        await using var host = await StartAsync("EUR", "GBP", (1.10m, 1.25m), (0.85m, 0.90m));
        await Invoice("PF-1", "EUR", Before).Retainer("advance", 500m).PostAsync(host);
        await Invoice("PF-2", "EUR", After).Line("job", 1200m, date: After).Retainer("used", -500m).SendAsync(host);
        await TestInvoice.ReadyAsync(host);
        (await host.DeleteLinesAsync("PF-2")).Ok();
        var transaction = (await host.RowsAsync("ProjOnAccountTransactions", "$filter=Amount lt 0")).Single();
        var key = $"/data/ProjOnAccountTransactions(dataAreaId='USPM',OnAccountTransactionId={transaction["OnAccountTransactionId"]})?cross-company=true";
        (await host.SendAsync("Finance.ProjectAccountant", HttpMethod.Patch, key, new JsonObject { ["SalesTaxGroup"] = null })).Refused(
            409,
            ProposalErrors.OnAccountOfRetainer
        );
        await TestInvoice.ReadyAsync(host);
        (await host.PostProposalAsync("PF-2")).Ok();
        Assert.AreEqual(string.Empty, await BalancesAsync(host, OnAccount));
    }

    [TestMethod]
    public async Task A_row_that_does_not_name_its_retainer_is_sent_again_with_it()
    {
        await using var host = await StartAsync("EUR", "GBP", (1.10m, 1.25m), (0.85m, 0.90m));
        await Invoice("PF-1", "EUR", Before).Retainer("advance", 500m).PostAsync(host);
        await Invoice("PF-2", "EUR", After).Line("job", 1200m, date: After).Retainer("used", -500m, retainer: null).SendAsync(host);
        await TestInvoice.ReadyAsync(host);
        StringAssert.Contains((await host.ImportAsync()).Ok().Text, ImportErrors.RetainerMissing.Code);
        (await host.SendRowsAsync("ProjActualsImports", Invoice("PF-2", "EUR", After).Retainer("used", -500m).Actuals)).Ok();
        Assert.AreEqual("[]", (await host.ImportAsync()).Ok().Json["messages"]!.ToJsonString());
        (await host.PostProposalAsync("PF-2")).Ok();
    }

    [TestMethod]
    public async Task More_than_is_left_is_refused_until_an_invoice_gives_it_back()
    {
        await using var host = await StartAsync("EUR", "GBP", (1.10m, 1.25m), (0.85m, 0.90m));
        await Invoice("PF-1", "EUR", Before).Retainer("advance", 500m).PostAsync(host);
        foreach (var (proposal, name) in new[] { ("PF-2", "first"), ("PF-3", "second") })
        {
            await Invoice(proposal, "EUR", After).Line($"{name} job", 1200m, date: After).Retainer(name, -400m).SendAsync(host);
        }

        await TestInvoice.ReadyAsync(host);
        (await host.PostProposalAsync("PF-2")).Ok();
        (await host.PostProposalAsync("PF-3")).Refused(409, ProposalErrors.RetainerExceeded);
        StringAssert.Contains(
            (await host.GetAsync("/api/proposals/USPM/PF-3/review")).Ok().Text,
            "takes 400 of the retainer that PF-1 invoiced, of which 100 is left"
        );
        await Invoice("PF-4", "EUR", After).CreditOnAccount("first", -400m, FinanceSample.Retainer).PostAsync(host);
        (await host.PostProposalAsync("PF-3")).Ok();
    }

    [TestMethod]
    public async Task A_retainer_is_credited_when_all_that_was_used_of_it_is_given_back()
    {
        await using var host = await StartAsync("EUR", "GBP", (1.10m, 1.25m), (0.85m, 0.90m));
        await Invoice("PF-1", "EUR", Before).Retainer("advance", 500m).PostAsync(host);
        await Invoice("PF-2", "EUR", After).Line("job", 1200m, date: After).Retainer("used", -400m).SendAsync(host);
        await Invoice("PF-3", "EUR", After).CreditOnAccount("advance", 500m, FinanceSample.Retainer).SendAsync(host);
        await TestInvoice.ReadyAsync(host);
        var waiting = (await host.RowsAsync("ProjInvoiceProposals", "$filter=InvoiceProposalId eq 'PF-3'")).Single();
        Assert.AreEqual("Line 1 credits a retainer that an invoice uses which is not posted. Post that first.", (string?)waiting["WaitingReason"]);
        (await host.PostProposalAsync("PF-2")).Ok();
        StringAssert.Contains((await host.ImportAsync()).Ok().Text + (await host.PostProposalAsync("PF-3")).Text, ProposalErrors.RetainerUsed.Code);
        await Invoice("PF-4", "EUR", After).CreditOnAccount("used", -400m, FinanceSample.Retainer).PostAsync(host);
        (await host.ImportAsync()).Ok();
        (await host.PostProposalAsync("PF-3")).Ok();
        Assert.AreEqual(string.Empty, await BalancesAsync(host, OnAccount));
    }

    [TestMethod]
    public async Task A_retainer_that_was_credited_and_invoiced_again_is_used_as_it_was_invoiced_then()
    {
        await using var host = await StartAsync("EUR", "GBP", (1.10m, 1.25m), (0.85m, 0.90m));
        await Invoice("PF-1", "EUR", Before).Retainer("advance", 500m).PostAsync(host);
        await Invoice("PF-2", "EUR", After).CreditOnAccount("advance", 500m, FinanceSample.Retainer).PostAsync(host);
        await Invoice("PF-3", "EUR", After).Retainer("again", 500m).PostAsync(host);
        await Invoice("PF-4", "EUR", After).Line("job", 1200m, date: After).Retainer("used", -500m).PostAsync(host);
        CollectionAssert.IsSubsetOf(
            new[] { $"{OnAccount}|500|625|450", "Sales tax|-133|-166.25|-119.7", "Customer balance|833|1041.25|749.7" },
            await Books.OfInvoiceAsync(host, "PF-4")
        );
        Assert.AreEqual(string.Empty, await BalancesAsync(host, OnAccount));
    }

    private static TestInvoice Invoice(string proposal, string currency, string date) => new(proposal, currency: currency, invoiceDate: date);

    private static decimal[] Numbers(string text) => [.. text.Split(' ').Select(number => decimal.Parse(number, CultureInfo.InvariantCulture))];

    private static async Task<string> WrittenAsync(FinanceHost host, string name)
    {
        var row = (await host.RowsAsync("ProjActualsImports", $"$filter=ActualId eq {FinanceSample.Id(name)}")).Single();
        return $"{Books.Number(row["ExchangeRate"])} {Books.Number(row["AccountingAmount"])} {Books.Number(row["SalesTaxAmount"])}";
    }

    private static async Task<string> BalancesAsync(FinanceHost host, string? postingType = null) =>
        string.Join(
            '\n',
            (await host.RowsAsync("GeneralJournalAccountEntries"))
                .Where(row => postingType is null || (string?)row["PostingType"] == postingType)
                .GroupBy(row => $"{row["MainAccount"]}{row["Dimensions"]}")
                .OrderBy(group => group.Key, StringComparer.Ordinal)
                .Select(group => $"{group.Key}: {Sum(group, "Amount")} {Sum(group, "AccountingAmount")} {Sum(group, "ReportingAmount")}")
                .Where(line => !line.EndsWith(": 0 0 0", StringComparison.Ordinal))
        );

    private static string Sum(IEnumerable<JsonNode> rows, string field) => Books.Number(rows.Sum(row => (decimal)row[field]!));

    private static async Task<FinanceHost> StartAsync(
        string currency,
        string reporting,
        (decimal Before, decimal After) rates,
        (decimal Before, decimal After) reportingRates,
        Action<JsonObject>? change = null
    )
    {
        var host = await FinanceHost.StartAsync(FinanceSample.RetainerArgument);
        var setUp = Setup(currency, reporting, rates, reportingRates);
        change?.Invoke(setUp);
        (await host.SetupAsync(setUp)).Ok();
        return host;
    }

    private static JsonObject Setup(string currency, string reporting, (decimal Before, decimal After) rates, (decimal Before, decimal After) reportingRates)
    {
        var setUp = FinanceSample.Setup();
        setUp["companies"]![0]!["reportingCurrency"] = reporting;
        setUp["fixedRateAgreements"] = new JsonArray();
        setUp["contracts"]![0]!["currency"] = currency;
        setUp["exchangeRates"] = new JsonArray(
            Rate("Default", currency, "USD", "2026-01-01", rates.Before),
            Rate("Default", currency, "USD", "2026-09-20", rates.After),
            Rate("Reporting", currency, reporting, "2026-01-01", reportingRates.Before),
            Rate("Reporting", currency, reporting, "2026-09-20", reportingRates.After)
        );
        setUp["salesTaxCodes"]![0]!["rates"] = new JsonArray(
            new JsonObject { ["validFrom"] = "2020-01-01", ["percent"] = 16 },
            new JsonObject { ["validFrom"] = "2026-09-20", ["percent"] = 19 }
        );
        return setUp;
    }

    private static JsonObject Rate(string type, string from, string to, string date, decimal rate) =>
        new()
        {
            ["type"] = type,
            ["from"] = from,
            ["to"] = to,
            ["validFrom"] = date,
            ["rate"] = rate,
        };
}
