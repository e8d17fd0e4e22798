using System.Text.Json;

namespace EndToEnd.Tests.Sample;

[TestClass]
public sealed class When_the_sample_goes_all_the_way
{
    private static MainJobRun run = null!;
    private static JsonElement report;

    [ClassInitialize]
    public static async Task RunAsync(TestContext context)
    {
        var folder = Directory.CreateTempSubdirectory("pinv-report-");
        try
        {
            var file = Path.Combine(folder.FullName, "report.json");
            run = await MainJobRun.OfProgramAsync(context.CancellationToken, "--report", file);
            if (File.Exists(file))
            {
                report = JsonElement.Parse(await File.ReadAllTextAsync(file, context.CancellationToken));
            }
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    [TestMethod]
    public void It_exits_with_0_and_no_message()
    {
        Assert.AreEqual(0, run.ExitCode, run.Output);
        Assert.AreEqual(0, report.GetProperty("messages").GetArrayLength(), run.Output);
    }

    [TestMethod]
    public void It_tells_each_step_in_plain_text_and_ends_with_a_row_for_each_invoice()
    {
        foreach (
            var step in new[]
            {
                "install the solution",
                "load the data",
                "confirm the draft invoices",
                "deliver to finance",
                "import from staging",
                "post the integration journals",
                "post the proposals",
                "write back",
                "compare ledger and subledgers",
            }
        )
        {
            StringAssert.Contains(run.Output, step);
        }

        foreach (var invoice in Invoices())
        {
            var number = invoice.GetProperty("invoiceNumber").GetString()!;
            Assert.AreEqual(1, run.Output.Split('\n').Count(line => line.TrimStart().StartsWith(number, StringComparison.Ordinal)), $"{number}: {run.Output}");
        }

        Assert.IsFalse(run.Output.Contains('\u001b', StringComparison.Ordinal), "Escape sequences in redirected output.");
    }

    [TestMethod]
    public void The_report_has_the_fixed_shape()
    {
        AssertNames(report, "invoices", "ledger", "messages", "elapsedSeconds");
        foreach (var invoice in Invoices())
        {
            AssertNames(
                invoice,
                "invoiceNumber",
                "projectInvoiceStatus",
                "financeStatus",
                "customerInvoiceNumber",
                "customerInvoiceDate",
                "currency",
                "amount",
                "taxAmount",
                "accountingCurrency",
                "accountingAmount",
                "actuals"
            );
            foreach (var actual in invoice.GetProperty("actuals").EnumerateArray())
            {
                AssertNames(
                    actual,
                    "id",
                    "transactionType",
                    "transactionClass",
                    "billingType",
                    "quantity",
                    "price",
                    "amount",
                    "adjustmentStatus",
                    "billingStatus",
                    "skipSync",
                    "voucher",
                    "exchangeRate",
                    "accountingAmount",
                    "taxAmount"
                );
            }
        }

        foreach (var entry in Ledger())
        {
            AssertNames(entry, "voucher", "invoiceNumber", "postingType", "mainAccount", "currency", "amount", "accountingAmount");
        }
    }

    [TestMethod]
    public void Every_invoice_is_posted_or_has_nothing_to_invoice()
    {
        Assert.AreEqual(12, Invoices().Count());
        foreach (var invoice in Invoices())
        {
            var number = invoice.GetProperty("invoiceNumber").GetString();
            Assert.AreEqual("Confirmed", invoice.GetProperty("projectInvoiceStatus").GetString(), number);
            Assert.AreEqual(number == "PF-1007" ? "Nothing to invoice" : "Posted", invoice.GetProperty("financeStatus").GetString(), number);
        }
    }

    [TestMethod]
    public void Every_voucher_balances_in_both_currencies()
    {
        var vouchers = Ledger().GroupBy(entry => entry.GetProperty("voucher").GetString()).ToList();
        Assert.IsTrue(vouchers.Count > 1_200, $"{vouchers.Count} vouchers");
        foreach (var voucher in vouchers)
        {
            Assert.AreEqual(0m, voucher.Sum(entry => entry.GetProperty("amount").GetDecimal()), voucher.Key);
            Assert.AreEqual(0m, voucher.Sum(entry => entry.GetProperty("accountingAmount").GetDecimal()), voucher.Key);
        }
    }

    [TestMethod]
    public void Every_billed_sales_carries_voucher_rate_accounting_amount_and_tax()
    {
        foreach (var actual in Invoices().SelectMany(Billed))
        {
            var id = actual.GetProperty("id").GetString();
            Assert.AreEqual(JsonValueKind.String, actual.GetProperty("voucher").ValueKind, id);
            Assert.AreEqual(JsonValueKind.Number, actual.GetProperty("accountingAmount").ValueKind, id);
            Assert.AreEqual(JsonValueKind.Number, actual.GetProperty("exchangeRate").ValueKind, id);
            Assert.AreEqual(JsonValueKind.Number, actual.GetProperty("taxAmount").ValueKind, id);
        }
    }

    [TestMethod]
    public void Each_origin_has_the_original_its_reversal_and_what_was_billed_and_a_milestone_only_what_was_billed()
    {
        foreach (var invoice in Invoices())
        {
            var actuals = invoice.GetProperty("actuals").EnumerateArray().ToList();
            foreach (var transactionClass in actuals.GroupBy(actual => actual.GetProperty("transactionClass").GetString()))
            {
                var billed = transactionClass.Where(IsBilled).ToList();
                var unbilled = transactionClass.Where(actual => !IsBilled(actual)).ToList();
                var where = $"{invoice.GetProperty("invoiceNumber").GetString()} {transactionClass.Key}";
                if (transactionClass.Key == "Milestone")
                {
                    Assert.AreEqual(1, billed.Count, where);
                    Assert.AreEqual(0, unbilled.Count, where);
                    continue;
                }

                if (transactionClass.Key == "Retainer")
                {
                    // What is open of a retainer stands in unbilled rows that never go to finance: the invoice of the retainer has the new one, that which
                    // applies it those that it used.
                    Assert.AreEqual(1, billed.Count, where);
                    Assert.IsTrue(unbilled.Count > 0, where);
                    if (billed[0].GetProperty("amount").GetDecimal() is > 0 and var advance)
                    {
                        Assert.AreEqual(-advance, unbilled.Single().GetProperty("amount").GetDecimal(), where);
                    }

                    Assert.IsTrue(
                        unbilled.All(actual => actual.GetProperty("skipSync").GetBoolean() && actual.GetProperty("voucher").ValueKind == JsonValueKind.Null),
                        where
                    );
                    continue;
                }

                var originals = unbilled.Where(actual => !actual.GetProperty("skipSync").GetBoolean()).ToList();
                var reversals = unbilled.Where(actual => actual.GetProperty("skipSync").GetBoolean()).ToList();
                Assert.AreEqual(billed.Count, originals.Count, where);
                Assert.AreEqual(billed.Count, reversals.Count, where);
                Assert.IsTrue(
                    reversals.All(actual =>
                        actual.GetProperty("adjustmentStatus").GetString() == "Unadjustable" && actual.GetProperty("voucher").ValueKind == JsonValueKind.Null
                    ),
                    where
                );
                Assert.IsTrue(
                    originals.All(actual =>
                        actual.GetProperty("adjustmentStatus").ValueKind == JsonValueKind.Null
                        && actual.GetProperty("voucher").ValueKind == JsonValueKind.String
                    ),
                    where
                );
                Assert.AreEqual(0m, originals.Concat(reversals).Sum(actual => actual.GetProperty("amount").GetDecimal()), where);
                Assert.AreEqual(
                    originals.Sum(actual => actual.GetProperty("amount").GetDecimal()),
                    billed.Sum(actual => actual.GetProperty("amount").GetDecimal()),
                    where
                );
                Assert.IsTrue(transactionClass.All(actual => actual.GetProperty("billingStatus").GetString() == "Customer Invoice Posted"), where);
            }
        }
    }

    [TestMethod]
    [DataRow("PF-1001", "USD", "1600.00", "0.00", "1600.00")]
    [DataRow("PF-1002", "USD", "4095.60", "0.00", "4095.60")]
    [DataRow("PF-1003", "GBP", "1000.00", "200.00", "1250.00")]
    [DataRow("PF-1004", "USD", "5000.00", "0.00", "5000.00")]
    [DataRow("PF-1005", "USD", "1893.74", "168.07", "1893.74")]
    [DataRow("PF-1006", "USD", "450.00", "39.94", "450.00")]
    [DataRow("PF-1008", "USD", "15450.00", "0.00", "15450.00")]
    [DataRow("PF-1009", "JPY", "37503", "0", "240.02")]
    [DataRow("PF-1010", "EUR", "3186.14", "0.00", "3464.93")]
    [DataRow("PF-1011", "USD", "1000.00", "0.00", "1000.00")]
    [DataRow("PF-1012", "USD", "3600.00", "0.00", "3600.00")]
    public void An_invoice_comes_to_its_amounts_at_the_decimals_of_their_currency(
        string number,
        string currency,
        string amount,
        string tax,
        string accountingAmount
    )
    {
        var invoice = Invoice(number);
        Assert.AreEqual(currency, invoice.GetProperty("currency").GetString());
        Assert.AreEqual(amount, invoice.GetProperty("amount").GetRawText());
        Assert.AreEqual(tax, invoice.GetProperty("taxAmount").GetRawText());
        Assert.AreEqual("USD", invoice.GetProperty("accountingCurrency").GetString());
        Assert.AreEqual(accountingAmount, invoice.GetProperty("accountingAmount").GetRawText());
        StringAssert.StartsWith(invoice.GetProperty("customerInvoiceNumber").GetString(), "INV-");
        Assert.AreEqual("2026-09-30", invoice.GetProperty("customerInvoiceDate").GetString());
    }

    [TestMethod]
    public void A_retainer_is_booked_on_account_and_taken_back_where_it_pays_for_a_milestone()
    {
        AssertEntries("PF-1011", ("Customer balance", 1000.00m), ("Project - invoiced revenue - on-account", -1000.00m));
        AssertEntries(
            "PF-1012",
            ("Customer balance", 3600.00m),
            ("Project - invoiced revenue - on-account", -4000.00m),
            ("Project - invoiced revenue - on-account", 400.00m)
        );
    }

    [TestMethod]
    public void Customer_invoice_numbers_have_no_gap()
    {
        var numbers = Invoices()
            .Select(invoice => invoice.GetProperty("customerInvoiceNumber").GetString())
            .OfType<string>()
            .Order(StringComparer.Ordinal)
            .ToList();
        CollectionAssert.AreEqual(Enumerable.Range(1, 11).Select(number => $"INV-{number:000000}").ToList(), numbers);
    }

    [TestMethod]
    public void What_is_free_of_charge_gets_no_invoice_number_and_no_ledger_entry()
    {
        var invoice = Invoice("PF-1007");
        Assert.AreEqual("0.00", invoice.GetProperty("amount").GetRawText());
        Assert.AreEqual(JsonValueKind.Null, invoice.GetProperty("customerInvoiceNumber").ValueKind);
        Assert.IsFalse(Ledger().Any(entry => entry.GetProperty("invoiceNumber").GetString() == "PF-1007"));
    }

    [TestMethod]
    public void The_invoice_of_1200_lines_is_whole()
    {
        Assert.AreEqual(1_200, Billed(Invoice("PF-1008")).Count());
        Assert.AreEqual(3_600, Invoice("PF-1008").GetProperty("actuals").GetArrayLength());
    }

    [TestMethod]
    public void The_worked_case_in_pounds_agrees_to_the_last_digit()
    {
        var actuals = Invoice("PF-1003").GetProperty("actuals").EnumerateArray().ToList();
        Assert.AreEqual(3, actuals.Count);
        var original = actuals.Single(actual => !IsBilled(actual) && !actual.GetProperty("skipSync").GetBoolean());
        var billed = actuals.Single(IsBilled);
        foreach (var actual in new[] { original, billed })
        {
            Assert.AreEqual("4.00", actual.GetProperty("quantity").GetRawText());
            Assert.AreEqual("250.00", actual.GetProperty("price").GetRawText());
            Assert.AreEqual("1000.00", actual.GetProperty("amount").GetRawText());
            Assert.AreEqual("1.25", actual.GetProperty("exchangeRate").GetRawText());
            Assert.AreEqual("1250.00", actual.GetProperty("accountingAmount").GetRawText());
        }

        Assert.AreEqual("200.00", billed.GetProperty("taxAmount").GetRawText());
        var voucher = billed.GetProperty("voucher").GetString();
        AssertEntries(
            original.GetProperty("voucher").GetString()!,
            null,
            ("Project - WIP - sales value", "161300", 1000.00m, 1250.00m),
            ("Project - accrued revenue", "420200", -1000.00m, -1250.00m)
        );
        AssertEntries(
            voucher!,
            "PF-1003",
            ("Customer balance", "130100", 1200.00m, 1500.00m),
            ("Project - WIP - sales value", "161300", -1000.00m, -1250.00m),
            ("Project - accrued revenue", "420200", 1000.00m, 1250.00m),
            ("Project - invoiced revenue", "411100", -1000.00m, -1250.00m),
            ("Sales tax", "202200", -200.00m, -250.00m)
        );
    }

    private static void AssertEntries(
        string voucher,
        string? invoice,
        params (string PostingType, string Account, decimal Amount, decimal AccountingAmount)[] expected
    )
    {
        var entries = Ledger().Where(entry => entry.GetProperty("voucher").GetString() == voucher).ToList();
        Assert.IsTrue(
            entries.All(entry => entry.GetProperty("invoiceNumber").GetString() == invoice && entry.GetProperty("currency").GetString() == "GBP"),
            voucher
        );
        CollectionAssert.AreEquivalent(
            expected,
            entries
                .Select(entry =>
                    (
                        entry.GetProperty("postingType").GetString()!,
                        entry.GetProperty("mainAccount").GetString()!,
                        entry.GetProperty("amount").GetDecimal(),
                        entry.GetProperty("accountingAmount").GetDecimal()
                    )
                )
                .ToArray()
        );
    }

    private static void AssertEntries(string invoice, params (string PostingType, decimal Amount)[] expected) =>
        CollectionAssert.AreEquivalent(
            expected,
            Ledger()
                .Where(entry => entry.GetProperty("invoiceNumber").GetString() == invoice)
                .Select(entry => (entry.GetProperty("postingType").GetString()!, entry.GetProperty("amount").GetDecimal()))
                .ToArray()
        );

    private static void AssertNames(JsonElement element, params string[] names) =>
        CollectionAssert.AreEqual(names, element.EnumerateObject().Select(property => property.Name).ToArray());

    private static JsonElement.ArrayEnumerator Invoices() => report.GetProperty("invoices").EnumerateArray();

    private static JsonElement.ArrayEnumerator Ledger() => report.GetProperty("ledger").EnumerateArray();

    private static JsonElement Invoice(string number) => Invoices().Single(invoice => invoice.GetProperty("invoiceNumber").GetString() == number);

    private static IEnumerable<JsonElement> Billed(JsonElement invoice) => invoice.GetProperty("actuals").EnumerateArray().Where(IsBilled);

    private static bool IsBilled(JsonElement actual) => actual.GetProperty("transactionType").GetString() == "Billed Sales";
}
