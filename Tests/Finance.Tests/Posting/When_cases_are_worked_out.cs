using System.Text.Json.Nodes;
using ProjectInvoice.Finance.Tests.Support;

namespace ProjectInvoice.Finance.Tests.Posting;

/// <summary>
/// Cases that were worked out by hand, to the last digit: posting type, invoice currency, accounting currency (USD), reporting currency (EUR).
/// </summary>
[TestClass]
public sealed class When_cases_are_worked_out
{
    [TestMethod]
    public async Task A_daily_rate_that_moved_between_journal_and_invoice()
    {
        await using var host = await StartAsync(setUp =>
        {
            setUp["fixedRateAgreements"] = new JsonArray();
            AddRate(setUp, "Default", "GBP", "USD", "2026-09-20", 1.31m);
            AddRate(setUp, "Reporting", "GBP", "EUR", "2026-09-25", 1.17m);
        });
        await new TestInvoice("PF-1").Line("hours", 1000m, 4).PostAsync(host);
        CollectionAssert.AreEqual(
            new[] { "Project - WIP - sales value|1000|1270|1150", "Project - accrued revenue|-1000|-1270|-1150" },
            await Books.OfJournalsAsync(host)
        );
        await ExpectAsync(
            host,
            "PF-1",
            "Project - WIP - sales value|-1000|-1270|-1150",
            "Project - accrued revenue|1000|1270|1150",
            "Project - invoiced revenue|-1000|-1310|-1170",
            "Sales tax|-200|-262|-234",
            "Customer balance|1200|1572|1404"
        );
    }

    [TestMethod]
    public async Task A_currency_of_three_decimals()
    {
        await using var host = await StartAsync(setUp =>
        {
            setUp["contracts"]![4]!["currency"] = "KWD";
            setUp["customers"]![1]!["salesTaxGroup"] = "UK";
            AddRate(setUp, "Default", "KWD", "USD", "2026-01-01", 3.2541m);
            AddRate(setUp, "Reporting", "KWD", "EUR", "2026-01-01", 2.9876m);
        });
        await new TestInvoice("PF-1", "CON-SEK", "PRJ-SEK", "KWD").Line("hours", 12.345m).PostAsync(host);
        await ExpectAsync(
            host,
            "PF-1",
            "Project - WIP - sales value|-12.345|-40.17|-36.88",
            "Project - accrued revenue|12.345|40.17|36.88",
            "Project - invoiced revenue|-12.345|-40.17|-36.88",
            "Sales tax|-2.469|-8.03|-7.38",
            "Customer balance|14.814|48.21|44.26",
            "Penny difference|0|-0.01|0"
        );
    }

    [TestMethod]
    public async Task A_negative_line_larger_than_the_rest_makes_a_credit_note()
    {
        await using var host = await StartAsync();
        await new TestInvoice("PF-1")
            .Line("a", 33.33m, date: "2026-09-10")
            .Line("b", 33.33m, date: "2026-09-11")
            .Line("c", -100.01m, -1, date: "2026-09-12")
            .PostAsync(host);
        await ExpectAsync(
            host,
            "PF-1",
            "Project - WIP - sales value|-33.33|-41.66|-38.33",
            "Project - accrued revenue|33.33|41.66|38.33",
            "Project - invoiced revenue|-33.33|-41.66|-38.33",
            "Project - WIP - sales value|-33.33|-41.66|-38.33",
            "Project - accrued revenue|33.33|41.66|38.33",
            "Project - invoiced revenue|-33.33|-41.66|-38.33",
            "Project - WIP - sales value|100.01|125.01|115.01",
            "Project - accrued revenue|-100.01|-125.01|-115.01",
            "Project - invoiced revenue|100.01|125.01|115.01",
            "Sales tax|6.67|8.34|7.67",
            "Customer balance|-40.02|-50.03|-46.02"
        );
        Assert.AreEqual("CreditNote", (string?)(await host.RowsAsync("ProjInvoices")).Single()["DocumentType"]);

        // Single lines: 6.666, 6.666 and -20.002; their sum -6.670 is a cent off, which the largest line takes.
        CollectionAssert.AreEqual(
            new[] { "6.67", "6.67", "-20.01" },
            (await host.RowsAsync("ProjInvoiceProposalLines", "$orderby=LineNumber")).ConvertAll(line => Books.Number(line["SalesTaxAmount"]))
        );
    }

    [TestMethod]
    public async Task A_voucher_that_is_off_in_reporting_currency_only_is_balanced()
    {
        await using var host = await StartAsync();
        await new TestInvoice("PF-1", "CON-USD", "PRJ-USD", "USD").Line("a", 0.05m).Line("b", 0.05m).Line("c", 0.05m).PostAsync(host);

        // 0.05 USD are 0.0455 EUR, booked 0.05 each; the customer owes 0.15 USD, 0.1365 EUR.
        CollectionAssert.AreEqual(
            new[] { "Customer balance|0.15|0.15|0.14", "Penny difference|0|0|0.01" },
            (await Books.OfInvoiceAsync(host, "PF-1")).TakeLast(2).ToArray()
        );
        await host.BooksAgreeAsync();
    }

    [TestMethod]
    public async Task An_advance_that_is_deducted_leaves_the_voucher_in_balance()
    {
        await using var host = await StartAsync();
        await new TestInvoice("PF-1").Line("work", 100.01m, date: "2026-09-10").Milestone("advance", -33.33m, "2026-09-11").PostAsync(host);
        await ExpectAsync(
            host,
            "PF-1",
            "Project - WIP - sales value|-100.01|-125.01|-115.01",
            "Project - accrued revenue|100.01|125.01|115.01",
            "Project - invoiced revenue|-100.01|-125.01|-115.01",
            "Project - invoiced revenue - on-account|33.33|41.66|38.33",
            "Sales tax|-13.34|-16.68|-15.34",
            "Customer balance|80.02|100.03|92.02"
        );
    }

    [TestMethod]
    public async Task An_invoice_from_a_closed_period_is_corrected_in_an_open_one()
    {
        await using var host = await StartAsync();
        await new TestInvoice("PF-1").Line("hours", 1000m, 4).PostAsync(host);
        var setUp = FinanceSample.Setup();
        setUp["fiscalPeriods"]![1]!["status"] = "Closed";
        (await host.SetupAsync(setUp)).Ok();
        var credit = new TestInvoice("PF-2", invoiceDate: "2026-11-15").Credit("hours", 1000m, 4);
        await credit.PostAsync(host);
        await ExpectAsync(host, "PF-2", "Project - invoiced revenue|1000|1250|1150", "Sales tax|200|250|230", "Customer balance|-1200|-1500|-1380");
        var november = await host.RowsAsync("GeneralJournalAccountEntries", "$filter=AccountingDate ge 2026-11-01&$orderby=AccountingDate,LineNumber");
        CollectionAssert.AreEqual(
            new[] { "2026-11-01 1250", "2026-11-01 -1250", "2026-11-15 1250", "2026-11-15 250", "2026-11-15 -1500" },
            november.ConvertAll(row => $"{row["AccountingDate"]} {Books.Number(row["AccountingAmount"])}")
        );
    }

    [TestMethod]
    public async Task An_invoice_over_zero_is_an_invoice()
    {
        await using var host = await StartAsync();
        await new TestInvoice("PF-1").Line("a", 0m, 0, FinanceSample.Fee).PostAsync(host);
        await ExpectAsync(host, "PF-1");
        Assert.AreEqual(
            "Invoice INV-000001 0",
            string.Join(
                ' ',
                (await host.RowsAsync("ProjInvoices")).Select(row => $"{row["DocumentType"]} {row["ProjInvoiceId"]} {Books.Number(row["InvoiceAmount"])}")
            )
        );
    }

    private static async Task ExpectAsync(FinanceHost host, string proposal, params string[] entries)
    {
        CollectionAssert.AreEqual(entries, await Books.OfInvoiceAsync(host, proposal));
        await host.BooksAgreeAsync();
    }

    private static void AddRate(JsonObject setUp, string type, string from, string to, string validFrom, decimal rate) =>
        setUp["exchangeRates"]!
            .AsArray()
            .Add(
                new JsonObject
                {
                    ["type"] = type,
                    ["from"] = from,
                    ["to"] = to,
                    ["validFrom"] = validFrom,
                    ["rate"] = rate,
                }
            );

    private static async Task<FinanceHost> StartAsync(Action<JsonObject>? change = null)
    {
        var host = await FinanceHost.StartAsync();
        var setUp = FinanceSample.Setup();
        change?.Invoke(setUp);
        (await host.SetupAsync(setUp)).Ok();
        return host;
    }
}
