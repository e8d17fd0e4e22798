using CsCheck;
using ProjectInvoice.Finance.Tests.Support;

namespace ProjectInvoice.Finance.Tests;

/// <summary>Properties that hold for every invoice, whatever its lines, currency and order of arrival.</summary>
[TestClass]
public sealed class When_any_invoice_is_posted
{
    private const int Cases = 12;

    private static readonly (string Contract, string Project, string Currency)[] Contracts =
    [
        ("CON-00021", "PRJ-0001", "GBP"),
        ("CON-USD", "PRJ-USD", "USD"),
        ("CON-JPY", "PRJ-JPY", "JPY"),
        ("CON-EUR", "PRJ-EUR", "EUR"),
    ];

    private static readonly string[] Types = ["time", "expense", "material", "fee", "milestone", "free"];

    private static readonly Gen<RandomLine> Lines =
        from cents in Gen.Long[-2_000_000, 5_000_000]
        from type in Gen.Int[0, Types.Length - 1]
        from day in Gen.Int[1, 28]
        select new RandomLine(cents, Types[type], $"2026-09-{day:00}");

    private static readonly Gen<RandomInvoice> Invoices =
        from contract in Gen.Int[0, Contracts.Length - 1]
        from lines in Lines.List[1, 12]
        from seed in Gen.Int[0, int.MaxValue - 1]
        select new RandomInvoice(contract, lines, seed);

    [TestMethod]
    [TestCategory("Exhaustive")]
    public async Task Every_voucher_balances_and_the_books_agree()
    {
        await using var host = await StartAsync();
        var number = 0;
        await Invoices
            .List[Cases, Cases]
            .SampleAsync(
                async invoices =>
                {
                    foreach (var random in invoices)
                    {
                        await Build(random, $"PF-{++number}").SendAsync(host);
                    }

                    await TestInvoice.ReadyAsync(host);
                    foreach (var proposal in await host.RowsAsync("ProjInvoiceProposals", "$filter=ProposalStatus eq 'Ready'"))
                    {
                        (await host.PostProposalAsync((string)proposal["InvoiceProposalId"]!)).Ok();
                    }

                    Assert.IsEmpty(await host.RowsAsync("ProjInvoiceProposals", "$filter=ProposalStatus eq 'Open'"));
                    await host.BooksAgreeAsync();
                },
                iter: 3,
                threads: 1
            );
        foreach (var voucher in (await host.RowsAsync("GeneralJournalAccountEntries")).GroupBy(row => (string)row["Voucher"]!))
        {
            foreach (var amount in new[] { "Amount", "AccountingAmount", "ReportingAmount" })
            {
                Assert.AreEqual(0m, voucher.Sum(row => (decimal)row[amount]!), $"{voucher.Key} {amount}");
            }
        }
    }

    [TestMethod]
    [TestCategory("Exhaustive")]
    public async Task The_order_of_arrival_changes_nothing()
    {
        await Invoices.SampleAsync(
            async random =>
            {
                var results = new List<string>();
                foreach (var shuffle in new[] { random.Seed, random.Seed + 1 })
                {
                    await using var host = await StartAsync();
                    var invoice = Build(random, "PF-1");
                    var order = new Random(shuffle);
                    foreach (var list in new[] { invoice.Actuals, invoice.Connections })
                    {
                        var shuffled = list.ToArray();
                        order.Shuffle(shuffled);
                        list.Clear();
                        list.AddRange(shuffled);
                    }

                    await invoice.PostAsync(host);
                    results.Add(await Books.EverythingAsync(host));
                }

                Assert.AreEqual(results[0], results[1]);
            },
            iter: 2,
            threads: 1
        );
    }

    private static async Task<FinanceHost> StartAsync()
    {
        var host = await FinanceHost.StartAsync();
        var setUp = FinanceSample.Setup();
        setUp["parameters"]![0]!["journalPeriodUnit"] = "Months";
        (await host.SetupAsync(setUp)).Ok();
        return host;
    }

    private static TestInvoice Build(RandomInvoice random, string proposal)
    {
        var (contract, project, currency) = Contracts[random.Contract];
        var invoice = new TestInvoice(proposal, contract, project, currency);
        for (var index = 0; index < random.Lines.Count; index++)
        {
            var line = random.Lines[index];
            var amount = currency == "JPY" ? line.Cents : line.Cents / 100m;
            var name = $"{proposal} {index}";
            _ = line.Type switch
            {
                "milestone" => invoice.Milestone(name, amount, line.Date),
                "free" => invoice.Line(name, amount, date: line.Date, billingType: "NonChargeable"),
                "expense" => invoice.Line(name, amount, classification: FinanceSample.Expense, date: line.Date, category: "Travel"),
                "material" => invoice.Line(name, amount, classification: FinanceSample.Material, date: line.Date),
                "fee" => invoice.Line(name, amount, classification: FinanceSample.Fee, date: line.Date),
                _ => invoice.Line(name, amount, date: line.Date),
            };
        }

        // Costs stand beside the sales and belong to no invoice.
        invoice.Actuals.Add(FinanceSample.Actual($"{proposal} cost", "Cost", 12m, contract: contract, project: project, currency: currency));
        return invoice;
    }

    private sealed record RandomLine(long Cents, string Type, string Date);

    private sealed record RandomInvoice(int Contract, List<RandomLine> Lines, int Seed);
}
