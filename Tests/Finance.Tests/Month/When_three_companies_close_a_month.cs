using System.Text.Json.Nodes;
using ProjectInvoice.Finance.Posting;
using ProjectInvoice.Finance.Tests.Support;

namespace ProjectInvoice.Finance.Tests.Month;

/// <summary>
/// September of a firm of three companies in three currencies: 33 invoices, corrections, retainers, milestones announced before they are billed, a contract
/// with two customers, a company that posts in batch, and a period that is closed in between. The ledger is compared with ExpectedBooks, which computes the
/// month from the scenario alone.
/// </summary>
[TestClass]
public sealed class When_three_companies_close_a_month
{
    private const string BatchCompany = "KWPM";

    [TestMethod]
    [TestCategory("Exhaustive")]
    public async Task The_trial_balance_is_what_the_scenario_comes_to_by_the_rules()
    {
        await using var host = await FinanceHost.StartAsync(FinanceSample.RetainerArgument);
        var expected = new ExpectedBooks();
        (await host.SetupAsync(Firm.Setup(firstHalfIsClosed: false))).Ok();
        await PostAsync(host, expected, Scenario.FirstHalf, new DateOnly(2026, 9, 1));
        (await host.SetupAsync(Firm.Setup(firstHalfIsClosed: true))).Ok();
        await PostAsync(host, expected, Scenario.SecondHalf, new DateOnly(2026, 9, 16));
        await PostAsync(host, expected, Scenario.Corrections, new DateOnly(2026, 9, 16));

        Assert.HasCount(33, Scenario.All.ToList());
        await AssertLedgerAsync(host, expected);
        await AssertTrialBalancesAsync(host, expected);
        await AssertInvoicesAsync(host, expected);
        await AssertMilestonesAsync(host);
        await host.BooksAgreeAsync();
    }

    private static async Task PostAsync(FinanceHost host, ExpectedBooks expected, IReadOnlyList<Bill> bills, DateOnly firstOpen)
    {
        var items = Scenario.All.SelectMany(bill => bill.Items).ToDictionary(item => item.Name);
        (await host.SendRowsAsync("ProjectContractLineMilestones", bills.SelectMany(bill => new MonthRows(bill, items).Milestones))).Ok();
        foreach (var bill in bills)
        {
            var rows = new MonthRows(bill, items);
            (await host.SendRowAsync("ProjInvoiceProposals", rows.Header())).Ok();
            (await host.SendRowsAsync("ProjActualsImports", rows.Actuals)).Ok();
            (await host.SendRowsAsync("ProjTransactionRelationships", rows.Connections)).Ok();
            expected.Journal(bill, firstOpen);
        }

        (await host.ImportAsync()).Ok();
        Assert.AreEqual("[]", (await host.PostJournalsAsync()).Ok().Json["messages"]!.ToJsonString());
        Assert.AreEqual("[]", (await host.ImportAsync()).Ok().Json["messages"]!.ToJsonString());
        await PostInBatchAsync(host, bills.Where(bill => Firm.Deal(bill.Deal).Company == BatchCompany));
        foreach (var bill in bills)
        {
            var company = Firm.Deal(bill.Deal).Company;
            expected.Invoice(bill);
            if (company == BatchCompany)
            {
                continue;
            }

            if (bill.Items.Any(item => item is { What: What.Retainer, Amount: < 0 }))
            {
                // It waited for the invoice of its retainer.
                Assert.AreEqual("[]", (await host.ImportAsync(bill.Proposal)).Ok().Json["messages"]!.ToJsonString());
            }

            if (bill.PostedWith is not null)
            {
                (await host.PostProposalAsync(bill.Proposal, null, company)).Refused(409, PostingErrors.PeriodOfInvoiceDate);
            }

            (await host.PostProposalAsync(bill.Proposal, bill.PostedWith, company)).Ok();
        }
    }

    private static async Task PostInBatchAsync(FinanceHost host, IEnumerable<Bill> bills)
    {
        var proposals = bills.Select(bill => bill.Proposal).ToList();
        var batch = FinanceSample.Id($"batch of {proposals[0]}");
        var request = new JsonObject
        {
            ["id"] = batch,
            ["company"] = BatchCompany,
            ["selection"] = new JsonObject { ["proposals"] = new JsonArray([.. proposals.Select(proposal => JsonValue.Create(proposal))]) },
        };
        (await host.SendAsync("Finance.ReceivablesClerk", HttpMethod.Post, "/api/posting-batches", request)).Ok();
        var state = (await host.SendAsync("Finance.ReceivablesClerk", HttpMethod.Post, $"/api/posting-batches/{batch}/run", null)).Ok();
        Assert.AreEqual(proposals.Count, (int)state.Json["posted"]!, state.Text);
    }

    private static async Task AssertLedgerAsync(FinanceHost host, ExpectedBooks expected)
    {
        var entries = await host.RowsAsync("GeneralJournalAccountEntries");
        var actual = entries
            .GroupBy(row => $"{row["dataAreaId"]} {row["MainAccount"]} {row["Dimensions"]}")
            .Select(group => (group.Key, A: group.Sum(row => (decimal)row["AccountingAmount"]!), R: group.Sum(row => (decimal)row["ReportingAmount"]!)));
        AssertSame(Lines(expected.Balances.Select(balance => (balance.Key, balance.Value.A, balance.Value.R))), Lines(actual));
    }

    private static async Task AssertTrialBalancesAsync(FinanceHost host, ExpectedBooks expected)
    {
        foreach (var company in Firm.Companies)
        {
            var lines = (await host.GetAsync($"/api/trial-balance?company={company.Id}&to=2026-09-30&dimension=Department")).Ok().Json["lines"]!.AsArray();
            AssertSame(
                Lines(
                    expected
                        .Balances.Where(balance => balance.Key.StartsWith(company.Id, StringComparison.Ordinal))
                        .Select(balance => (balance.Key, balance.Value.A, balance.Value.R))
                ),
                Lines(lines.Select(line => (Key(company.Id, line!), (decimal)line!["accounting"]!["closing"]!, (decimal)line["reporting"]!["closing"]!)))
            );
        }
    }

    private static async Task AssertInvoicesAsync(FinanceHost host, ExpectedBooks expected)
    {
        var invoices = await host.RowsAsync("ProjInvoices");
        var customers = await host.RowsAsync("CustTransactions");
        foreach (var company in invoices.GroupBy(row => (string)row["dataAreaId"]!))
        {
            CollectionAssert.AreEqual(
                Enumerable.Range(1, company.Count()).Select(number => $"INV-{number:000}").ToList(),
                company.Select(row => (string)row["ProjInvoiceId"]!).Order(StringComparer.Ordinal).ToList()
            );
        }

        Assert.HasCount(32, invoices, "One of the 33 has nothing to invoice.");
        foreach (var invoice in invoices)
        {
            var proposal = (string)invoice["InvoiceProposalId"]!;
            var open = customers.Single(row =>
                (string?)row["Voucher"] == (string?)invoice["LedgerVoucher"] && (string?)row["dataAreaId"] == (string?)invoice["dataAreaId"]
            );
            Assert.AreEqual(
                $"{Plain(expected.Totals[proposal])} {Plain(expected.Totals[proposal])}",
                $"{Books.Number(invoice["InvoiceAmount"])} {Books.Number(open["Amount"])}",
                proposal
            );
            var bill = Scenario.All.Single(bill => bill.Proposal == proposal);
            Assert.AreEqual($"{bill.Customer} {ExpectedBooks.DueDate(bill):yyyy-MM-dd}", $"{invoice["CustomerAccount"]} {invoice["DueDate"]}", proposal);
            Assert.AreEqual($"{bill.Customer} {ExpectedBooks.DueDate(bill):yyyy-MM-dd}", $"{open["CustomerAccount"]} {open["DueDate"]}", proposal);
            Assert.AreEqual(expected.Totals[proposal] < 0 ? "CreditNote" : "Invoice", (string?)invoice["DocumentType"], proposal);
        }

        // By hand: 30 days from 24 September, 14 from its end, and the first 15th after 10 days.
        Assert.AreEqual("2026-10-24", $"{ExpectedBooks.DueDate(Scenario.All.Single(bill => bill.Proposal == "U09")):yyyy-MM-dd}");
        Assert.AreEqual("2026-10-14", $"{ExpectedBooks.DueDate(Scenario.All.Single(bill => bill.Proposal == "U08")):yyyy-MM-dd}");
        Assert.AreEqual("2026-10-15", $"{ExpectedBooks.DueDate(Scenario.All.Single(bill => bill.Proposal == "K01")):yyyy-MM-dd}");

        // By hand: 100.02 of time with 20 % and 1.75 % (20.00 and 1.75) and 77.77 of travel with 5 % (3.89); a retainer of 1,000 with 21.75 %; 143.83 with its
        // tax inside; dinars that are exempt.
        Assert.AreEqual("203.43", Plain(expected.Totals["U01"]));
        Assert.AreEqual("1217.5", Plain(expected.Totals["U03"]));
        Assert.AreEqual("143.83", Plain(expected.Totals["G01"]));
        Assert.AreEqual("131.234", Plain(expected.Totals["K01"]));
    }

    /// <summary>Every milestone that was announced is invoiced by its invoice, but for the one that was credited.</summary>
    private static async Task AssertMilestonesAsync(FinanceHost host)
    {
        var credited = Scenario.All.SelectMany(bill => bill.Items).Where(item => item.What == What.CreditOnAccount).Select(item => item.Of).ToList();
        var expected = Scenario
            .All.SelectMany(bill => bill.Items, (bill, item) => (bill, item))
            .Where(pair => pair.item.What == What.Milestone)
            .Select(pair => credited.Contains(pair.item.Name) ? $"{pair.item.Name} Open " : $"{pair.item.Name} Invoiced {pair.bill.Proposal}");
        var announced = await host.RowsAsync("ProjOnAccountTransactions", "$filter=ContractLineMilestoneIdentifier ne null");
        CollectionAssert.AreEquivalent(
            expected.ToList(),
            announced.ConvertAll(row => $"{row["ContractLineMilestoneIdentifier"]} {row["Status"]} {row["InvoiceProposalId"]}")
        );
    }

    private static void AssertSame(List<string> expected, List<string> actual) =>
        Assert.IsTrue(
            expected.SequenceEqual(actual),
            $"expected\n{string.Join('\n', expected.Except(actual))}\nbooked\n{string.Join('\n', actual.Except(expected))}"
        );

    private static string Key(string company, JsonNode line) =>
        $"{company} {line["mainAccount"]} {((string?)line["dimensionValue"] is { Length: > 0 } value ? $"Department={value}" : string.Empty)}";

    private static List<string> Lines(IEnumerable<(string Key, decimal A, decimal R)> balances) =>
        [
            .. balances
                .Where(balance => balance.A != 0 || balance.R != 0)
                .Select(balance => $"{balance.Key}: {Plain(balance.A)} {Plain(balance.R)}")
                .Order(StringComparer.Ordinal),
        ];

    private static string Plain(decimal value) => value.ToString("0.####", System.Globalization.CultureInfo.InvariantCulture);
}
