using System.Text.Json.Nodes;
using ProjectInvoice.Finance.Documents;
using ProjectInvoice.Finance.Tests.Support;

namespace ProjectInvoice.Finance.Tests.Posting;

[TestClass]
public sealed class When_a_posted_invoice_is_read
{
    [TestMethod]
    public async Task It_says_everything_that_a_printed_or_electronic_invoice_needs()
    {
        await using var host = await StartAsync();
        var invoice = new TestInvoice("PF-1").Line("hours", 1000m, 4, date: "2026-09-10").Line("more", 100m, date: "2026-09-12");
        foreach (var row in invoice.Actuals)
        {
            row["UnitOfMeasure"] = "HUR";
            row["ExternalDescription"] = "Design";
        }

        await invoice.PostAsync(host);
        var document = (await host.GetAsync("/api/invoices/USPM/INV-000001")).Ok().Json.AsObject();
        var section = document["sections"]!.AsArray().Single()!;
        var lines = section["lines"]!.AsArray();
        Assert.AreEqual("(none) 1100 220", $"{section["name"] ?? "(none)"} {section["netAmount"]} {section["salesTaxAmount"]}");
        Assert.AreEqual(
            """{"lineNumber":1,"description":"Design","transactionDate":"2026-09-10","project":"PRJ-0001","category":"Consulting","transactionType":"Hour","quantity":4,"unitOfMeasure":"HUR","unitPrice":250,"netAmount":1000,"salesTaxAmount":200,"taxes":[{"code":"UK20","category":"S","percent":20}]}""",
            lines[0]!.ToJsonString()
        );
        Assert.HasCount(2, lines);
        document.Remove("sections");
        var expected = JsonNode.Parse(
            """
            {"documentType":"Invoice","documentTypeCode":380,"number":"INV-000001","voucher":"INV-V-000001","proformaNumber":"PF-1","contract":"CON-00021","headerText":"Services",
             "invoiceDate":"2026-09-30","dueDate":"2026-10-30","termsOfPayment":"Net30","deliveredFrom":"2026-09-10","deliveredTo":"2026-09-12","currency":"GBP","accountingCurrency":"USD","exchangeRate":1.25,
             "pricesIncludeSalesTax":false,
             "seller":{"identifier":"USPM","name":"Contoso Projects US","address":{"street":"2 Main Street","city":"Boston","postalCode":"02101","country":"US"},"taxNumber":"US-99","registrationNumber":null},
             "buyer":{"identifier":"C-0001","name":"Coho Winery","address":{"street":"1 High Street","city":"London","postalCode":"E1 6AN","country":"GB"},"taxNumber":"GB123456789","registrationNumber":null},
             "credits":[],
             "taxes":[{"code":"UK20","kind":"Standard","category":"S","percent":20,"baseAmount":1100,"taxAmount":220,"accountingTaxAmount":275,"text":null}],
             "totals":{"lineCount":2,"netAmount":1100,"retainersDeducted":0,"taxAmount":220,"amountDue":1320,"accountingAmountDue":1650},"layout":{"sections":"None","detail":"Detail","order":"Project"}}
            """
        )!;
        Assert.AreEqual(expected.ToJsonString(), document.ToJsonString());
    }

    [TestMethod]
    public async Task It_stays_as_it_was_posted_and_a_credit_note_names_what_it_credits()
    {
        await using var host = await StartAsync("ReverseCharge");
        await new TestInvoice("PF-1").Line("hours", 1000m, 4).PostAsync(host);
        var before = (await host.GetAsync("/api/invoices/USPM/INV-000001")).Ok().Text;
        await new TestInvoice("PF-2").Credit("hours", 1000m, 4).PostAsync(host);
        var setUp = Setup("Standard");
        setUp["customers"]![0]!["name"] = "Somebody else";
        (await host.SetupAsync(setUp)).Ok();
        Assert.AreEqual(before, (await host.GetAsync("/api/invoices/uspm/INV-000001")).Ok().Text);
        StringAssert.Contains(
            before,
            """
            "category":"AE","percent":0,"baseAmount":1000,"taxAmount":0,"accountingTaxAmount":0,"text":"Article 196"
            """.Trim()
        );
        var credit = (await host.GetAsync("/api/invoices/USPM/INV-000002")).Ok().Json;
        Assert.AreEqual(
            "CreditNote 381 INV-000001 2026-09-30 -1000",
            $"{credit["documentType"]} {credit["documentTypeCode"]} {credit["credits"]![0]!["number"]} {credit["credits"]![0]!["invoiceDate"]} "
                + $"{credit["totals"]!["amountDue"]}"
        );
        (await host.GetAsync("/api/invoices/USPM/INV-000003")).Refused(404, DocumentErrors.UnknownInvoice);
        await host.BooksAgreeAsync();
    }

    [TestMethod]
    [DataRow("None", "Detail", "Date", "[: a b c d = 66 + 13.2]")]
    [DataRow("Category", "Detail", "Amount", "[Consulting: a c d = 56 + 11.2][Travel: b = 10 + 2]")]
    [DataRow("TransactionType", "Summary", "Amount", "[Expense: b = 10 + 2][Hour: a ? = 56 + 11.2]")]
    [DataRow("None", "Summary", "Project", "[: a b ? = 66 + 13.2]")]
    public async Task It_is_laid_out_as_its_pro_forma_was(string sections, string detail, string order, string expected)
    {
        await using var host = await StartAsync();
        var invoice = new TestInvoice("PF-1")
            .Line("a", 30m, date: "2026-09-10")
            .Line("b", 10m, date: "2026-09-11", category: "Travel", classification: FinanceSample.Expense)
            .Line("c", 20m, 10, date: "2026-09-12")
            .Line("d", 6m, 3, date: "2026-09-13");
        foreach (var (row, index) in invoice.Actuals.Select((row, index) => (row, index)))
        {
            row["ExternalDescription"] = $"{(char)('a' + (index / 2))}";
        }

        await invoice.SendAsync(host);
        await TestInvoice.ReadyAsync(host);
        (
            await host.ChangeProposalAsync(
                "PF-1",
                new JsonObject
                {
                    ["LayoutSections"] = sections,
                    ["LayoutDetail"] = detail,
                    ["LayoutOrder"] = order,
                }
            )
        ).Ok();
        var proForma = (await host.GetAsync("/api/proposals/USPM/PF-1/pro-forma")).Ok().Json["sections"]!;
        (await host.PostProposalAsync("PF-1")).Ok();
        var posted = (await host.GetAsync("/api/invoices/USPM/INV-000001")).Ok().Json["sections"]!;
        Assert.AreEqual(proForma.ToJsonString(), posted.ToJsonString());
        Assert.AreEqual(
            expected,
            string.Concat(
                posted
                    .AsArray()
                    .Select(section =>
                        $"[{section!["name"]}: {string.Join(' ', section["lines"]!.AsArray().Select(line => $"{line!["description"] ?? "?"}"))} "
                        + $"= {section["netAmount"]} + {section["salesTaxAmount"]}]"
                    )
            )
        );
        await host.BooksAgreeAsync();
    }

    [TestMethod]
    public async Task Its_rate_is_that_of_its_date_although_a_credit_of_another_rate_stands_first()
    {
        await using var host = await FinanceHost.StartAsync();
        var setUp = FinanceSample.Setup();
        setUp["exchangeRates"]!
            .AsArray()
            .Add(
                new JsonObject
                {
                    ["type"] = "Default",
                    ["from"] = "EUR",
                    ["to"] = "USD",
                    ["validFrom"] = "2026-11-01",
                    ["rate"] = 3m,
                }
            );
        (await host.SetupAsync(setUp)).Ok();
        await new TestInvoice("PF-1", "CON-EUR", "PRJ-EUR", "EUR").Line("a", 10m, date: "2026-09-01").PostAsync(host);
        await new TestInvoice("PF-2", "CON-EUR", "PRJ-EUR", "EUR", "2026-11-02")
            .Credit("a", 10m, date: "2026-09-01")
            .Line("b", 50m, date: "2026-09-02")
            .PostAsync(host);
        Assert.AreEqual("3", Books.Number((await host.RowsAsync("ProjInvoices", "$filter=InvoiceProposalId eq 'PF-2'")).Single()["ExchangeRate"]));
        Assert.AreEqual("3", Books.Number((await host.GetAsync("/api/invoices/USPM/INV-000002")).Ok().Json["exchangeRate"]));
        await host.BooksAgreeAsync();
    }

    private static JsonObject Setup(string kind)
    {
        var setUp = FinanceSample.Setup();
        setUp["companies"]![0]!["taxNumber"] = "US-99";
        setUp["companies"]![0]!["address"] = new JsonObject
        {
            ["street"] = "2 Main Street",
            ["city"] = "Boston",
            ["postalCode"] = "02101",
            ["country"] = "US",
        };
        setUp["salesTaxCodes"]![0]!["kind"] = kind;
        setUp["salesTaxCodes"]![0]!["text"] = kind == "ReverseCharge" ? "Article 196" : null;
        return setUp;
    }

    private static async Task<FinanceHost> StartAsync(string kind = "Standard")
    {
        var host = await FinanceHost.StartAsync();
        (await host.SetupAsync(Setup(kind))).Ok();
        return host;
    }
}
