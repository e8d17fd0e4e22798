using ProjectInvoice.Finance.Posting;
using ProjectInvoice.Finance.Tests.Support;

namespace ProjectInvoice.Finance.Tests;

[TestClass]
public sealed class When_invoices_are_posted
{
    [TestMethod]
    public async Task Tax_is_rounded_per_line_and_the_difference_goes_to_the_largest_line()
    {
        await using var host = await StartAsync();
        await new TestInvoice("PF-1").Line("a", 33.33m).Line("b", 33.33m).Line("c", 33.34m).PostAsync(host);
        var lines = await host.RowsAsync("ProjInvoiceProposalLines", "$orderby=Amount,LineNumber");
        CollectionAssert.AreEqual(new[] { "6.67", "6.67", "6.66" }, lines.ConvertAll(line => Books.Number(line["SalesTaxAmount"])));
        var invoice = (await host.RowsAsync("ProjInvoices")).Single();
        Assert.AreEqual("120", Books.Number(invoice["InvoiceAmount"]));
        Assert.AreEqual("20", Books.Number(invoice["SumTax"]));
        await host.BooksAgreeAsync();
    }

    [TestMethod]
    public async Task A_milestone_is_booked_on_account_by_the_profile()
    {
        await using var host = await StartAsync();
        await new TestInvoice("PF-2", "CON-USD", "PRJ-USD", "USD").Milestone("pl", 5000m).PostAsync(host);
        await new TestInvoice("PF-3", "CON-FP", "PRJ-FP", "USD").Milestone("bal", 5000m).PostAsync(host);
        CollectionAssert.AreEqual(
            new[] { "Project - invoiced revenue - on-account|-5000|-5000|-4550", "Customer balance|5000|5000|4550" },
            await Books.OfInvoiceAsync(host, "PF-2")
        );
        CollectionAssert.AreEqual(
            new[] { "Project - WIP - invoiced on-account|-5000|-5000|-4550", "Customer balance|5000|5000|4550" },
            await Books.OfInvoiceAsync(host, "PF-3")
        );
        await host.BooksAgreeAsync();
    }

    [TestMethod]
    public async Task A_currency_without_decimals_keeps_its_accounting_cents()
    {
        await using var host = await StartAsync();
        await new TestInvoice("PF-4", "CON-JPY", "PRJ-JPY", "JPY").Line("yen", 12345m).PostAsync(host);
        CollectionAssert.AreEqual(
            new[]
            {
                "Project - WIP - sales value|-12345|-82.71|-75.3",
                "Project - accrued revenue|12345|82.71|75.3",
                "Project - invoiced revenue|-12345|-82.71|-75.3",
                "Customer balance|12345|82.71|75.3",
            },
            await Books.OfInvoiceAsync(host, "PF-4")
        );
        await host.BooksAgreeAsync();
    }

    [TestMethod]
    public async Task Work_in_progress_is_taken_back_at_the_rate_it_was_booked()
    {
        await using var host = await StartAsync();
        await new TestInvoice("PF-5", "CON-EUR", "PRJ-EUR", "EUR").Line("euro", 100m).PostAsync(host);
        CollectionAssert.AreEqual(
            new[] { "Project - WIP - sales value|100|110|100", "Project - accrued revenue|-100|-110|-100" },
            await Books.OfJournalsAsync(host)
        );
        CollectionAssert.AreEqual(
            new[]
            {
                "Project - WIP - sales value|-100|-110|-100",
                "Project - accrued revenue|100|110|100",
                "Project - invoiced revenue|-100|-120|-100",
                "Customer balance|100|120|100",
            },
            await Books.OfInvoiceAsync(host, "PF-5")
        );
        await host.BooksAgreeAsync();
    }

    [TestMethod]
    public async Task Differences_of_rounding_go_to_the_penny_difference_account()
    {
        await using var host = await StartAsync();
        var invoice = new TestInvoice("PF-6", "CON-JPY", "PRJ-JPY", "JPY");
        for (var line = 0; line < 3; line++)
        {
            invoice.Line($"yen {line}", 50m);
        }

        await invoice.PostAsync(host);

        // 50 JPY are 0.335 USD, booked 0.34 each; 150 JPY are 1.005, the customer owes 1.01.
        var entries = await Books.OfInvoiceAsync(host, "PF-6");
        Assert.AreEqual("Customer balance|150|1.01|0.92", entries[^2]);
        Assert.AreEqual("Penny difference|0|0.01|0.01", entries[^1]);
        await host.BooksAgreeAsync();
    }

    [TestMethod]
    [TestCategory("Exhaustive")]
    public async Task Twelve_hundred_lines_are_one_invoice()
    {
        await using var host = await StartAsync();
        var invoice = new TestInvoice("PF-7");
        for (var line = 0; line < 1200; line++)
        {
            invoice.Line($"line {line:0000}", 10.01m + (line % 7));
        }

        await invoice.PostAsync(host);
        var total = invoice.Actuals.Where(row => (string?)row["TransactionType"] == "BilledSales").Sum(row => (decimal)row["Amount"]!);
        var posted = (await host.RowsAsync("ProjInvoices")).Single();
        var tax = Math.Round(total * 0.2m, 2, MidpointRounding.AwayFromZero);
        Assert.AreEqual(Books.Number(tax), Books.Number(posted["SumTax"]));
        Assert.AreEqual(Books.Number(total + tax), Books.Number(posted["InvoiceAmount"]));
        Assert.AreEqual("1200", (await host.GetAsync("/data/ProjActualsImports/$count?cross-company=true&$filter=VoucherNumber eq 'INV-V-000001'")).Ok().Text);
        Assert.AreEqual(3, (int)(await host.GetAsync("/api/outbox")).Json["pending"]! - (await host.RowsAsync("ProjIntegrationJournals")).Count + 1);
        await host.BooksAgreeAsync();
    }

    [TestMethod]
    public async Task A_full_credit_restores_every_balance()
    {
        await using var host = await StartAsync();
        await new TestInvoice("PF-8").Line("work", 99.99m, 3).PostAsync(host);
        await new TestInvoice("PF-9").Credit("work", 99.99m, 3).PostAsync(host);
        CollectionAssert.AreEqual(
            new[] { "Project - invoiced revenue|99.99|124.99|114.99", "Sales tax|20|25|23", "Customer balance|-119.99|-149.99|-137.99" },
            await Books.OfInvoiceAsync(host, "PF-9")
        );
        Assert.AreEqual("CreditNote", (string?)(await host.RowsAsync("ProjInvoices", "$filter=InvoiceProposalId eq 'PF-9'")).Single()["DocumentType"]);
        var entries = await host.RowsAsync("GeneralJournalAccountEntries");
        var balances = entries
            .GroupBy(row => (string)row["PostingType"]!)
            .ToDictionary(group => group.Key, group => group.Sum(row => (decimal)row["AccountingAmount"]!));
        Assert.AreEqual(0m, balances["Customer balance"]);
        Assert.AreEqual(0m, balances["Project - invoiced revenue"]);
        Assert.AreEqual(0m, balances["Sales tax"]);
        Assert.AreEqual(124.99m, balances["Project - WIP - sales value"]);
        await host.BooksAgreeAsync();
    }

    [TestMethod]
    public async Task What_is_not_charged_gets_the_voucher_and_nothing_else()
    {
        await using var host = await StartAsync();
        await new TestInvoice("PF-10")
            .Line("charged", 100m)
            .Line("free", 50m, billingType: "NonChargeable")
            .Line("gift", 25m, billingType: "Complimentary")
            .PostAsync(host);
        var rows = await host.RowsAsync(
            "ProjActualsImports",
            $"$filter=InvoiceProposalId eq 'PF-10' and BillingType ne Microsoft.Dynamics.DataEntities.ProjBillingType'Chargeable'"
        );
        Assert.HasCount(2, rows);
        foreach (var row in rows)
        {
            Assert.AreEqual("INV-V-000001", (string?)row["VoucherNumber"]);
            Assert.AreEqual("0", Books.Number(row["AccountingAmount"]));
            Assert.AreEqual("0", Books.Number(row["SalesTaxAmount"]));
        }

        Assert.HasCount(1, await host.RowsAsync("ProjInvoiceProposalLines"));
        Assert.HasCount(2, await Books.OfJournalsAsync(host), "Only the chargeable line accrues.");
        await host.BooksAgreeAsync();
    }

    [TestMethod]
    public async Task An_invoice_of_nothing_charged_is_closed_without_a_number()
    {
        await using var host = await StartAsync();
        var closed = (await new TestInvoice("PF-11").Line("free", 50m, billingType: "NonChargeable").PostAsync(host)).Json;
        Assert.AreEqual("NothingToInvoice", (string?)closed["outcome"]);
        Assert.IsNull(closed["customerInvoiceNumber"]);
        Assert.AreEqual(
            "INV-000001",
            (string?)(await new TestInvoice("PF-12").Line("charged", 50m).PostAsync(host)).Json["customerInvoiceNumber"],
            "No number is lost."
        );
        await host.BooksAgreeAsync();
    }

    [TestMethod]
    public async Task A_late_row_of_nothing_to_invoice_has_the_same_rate()
    {
        await using var host = await StartAsync();
        var invoice = new TestInvoice("PF-11").Line("free", 50m, billingType: "NonChargeable").Line("late", 20m, billingType: "NonChargeable");
        var late = invoice.Actuals[3];
        invoice.Actuals.RemoveAt(3);
        await invoice.PostAsync(host);
        (await host.SendRowsAsync("ProjActualsImports", [late])).Ok();
        (await host.ImportAsync()).Ok();
        var rates = (await host.RowsAsync("ProjActualsImports", "$filter=InvoiceProposalId eq 'PF-11'")).ConvertAll(row => Books.Number(row["ExchangeRate"]));
        CollectionAssert.AreEqual(new[] { "1.25", "1.25" }, rates);
    }

    [TestMethod]
    public async Task A_closed_period_is_refused_naming_the_next_open_date()
    {
        await using var host = await StartAsync();
        var invoice = new TestInvoice("PF-13").Line("work", 100m);
        await invoice.SendAsync(host);
        await TestInvoice.ReadyAsync(host);
        var closed = await host.PostProposalAsync("PF-13", "2026-08-15");
        closed.Refused(409, PostingErrors.PeriodOfInvoiceDate);
        StringAssert.Contains(closed.Text, "2026-09-01");
        var onHold = await host.PostProposalAsync("PF-13", "2026-10-15");
        onHold.Refused(409, PostingErrors.PeriodOfInvoiceDate);
        StringAssert.Contains(onHold.Text, "2026-11-01");
        Assert.AreEqual(
            "INV-000001",
            (string?)(await host.PostProposalAsync("PF-13")).Ok().Json["customerInvoiceNumber"],
            "A refused posting takes no number."
        );
    }

    [TestMethod]
    public async Task An_edited_line_bills_its_replacement_and_leaves_no_work_in_progress()
    {
        await using var host = await StartAsync();
        var invoice = new TestInvoice("PF-14", "CON-EUR", "PRJ-EUR", "EUR").Line("new", 75m);

        // U0 was booked at 1.1; its reversal is dated after the rate moved and still takes 1.1.
        var rows = invoice.Actuals;
        rows.Add(FinanceSample.Actual("old U", "Sales", 100m, contract: "CON-EUR", project: "PRJ-EUR", currency: "EUR", date: "2026-09-10"));
        rows.Add(
            FinanceSample.Actual("old U reversed", "Sales", -100m, contract: "CON-EUR", project: "PRJ-EUR", currency: "EUR", date: "2026-09-25", quantity: -1)
        );
        invoice.Connections.Add(FinanceSample.Connection("old U reversed", "Reversing", "old U", "Original"));
        await invoice.PostAsync(host);
        var wip = (await host.RowsAsync("GeneralJournalAccountEntries", "$filter=PostingType eq 'Project - WIP - sales value'")).Sum(row =>
            (decimal)row["AccountingAmount"]!
        );
        Assert.AreEqual(0m, wip);
        await host.BooksAgreeAsync();
    }

    private static async Task<FinanceHost> StartAsync()
    {
        var host = await FinanceHost.StartAsync();
        (await host.SetupAsync(FinanceSample.Setup())).Ok();
        return host;
    }
}
