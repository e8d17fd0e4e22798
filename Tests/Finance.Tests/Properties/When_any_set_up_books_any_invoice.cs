using System.Globalization;
using System.Text.Json.Nodes;
using CsCheck;
using ProjectInvoice.Finance.Tests.Support;

namespace ProjectInvoice.Finance.Tests.Properties;

/// <summary>
/// What holds for every set-up and every invoice. PINV_PROPERTY_CASES sets how many are tried (3 unless said otherwise); a failure prints its seed, which
/// CsCheck_Seed repeats.
/// </summary>
[TestClass]
public sealed class When_any_set_up_books_any_invoice
{
    private static readonly long Cases = long.Parse(Environment.GetEnvironmentVariable("PINV_PROPERTY_CASES") ?? "3", CultureInfo.InvariantCulture);

    private static readonly string[] Types =
    [
        "time",
        "expense",
        "material",
        "fee",
        "milestone",
        "retainer",
        "free",
        "reduced",
        "increased",
        "repriced",
        "cost",
    ];

    private static readonly Gen<RandomSetup> Setups =
        from accounting in Gen.Int[0, RandomSetup.Currencies.Length - 1]
        from reporting in Gen.Int[-1, RandomSetup.Currencies.Length - 1]
        from currency in Gen.Int[0, RandomSetup.Currencies.Length - 1]
        from rates in Gen.Int[1, 30_000].Array[7]
        from agreement in Gen.Int[-20_000, 20_000]
        from taxes in Gen.Select(Gen.Int[0, RandomSetup.Kinds.Length - 1], Gen.Int[0, 33_333], (kind, percent) => (RandomSetup.Kinds[kind], percent)).List[0, 3]
        from inclusive in Gen.Bool
        from balance in Gen.Bool
        from accrues in Gen.Int[0, 4]
        select new RandomSetup(
            RandomSetup.Currencies[accounting],
            reporting < 0 ? null : RandomSetup.Currencies[reporting],
            RandomSetup.Currencies[currency],
            rates,
            accounting == currency ? 0 : Math.Max(0, agreement),
            taxes,
            inclusive,
            balance ? "Balance" : "ProfitAndLoss",
            accrues
        );

    private static readonly Gen<RandomCase> Trials =
        from setUp in Setups
        from lines in Gen.Select(
            Gen.OneOf(Gen.Long[-200_000, 500_000], Gen.Long[-9, 9]),
            Gen.Int[0, Types.Length - 1],
            Gen.Int[1, 28],
            Gen.Int[0, 3],
            (units, type, day, kept) => new RandomLine(units, Types[type], day, kept)
        ).List[1, 9]
        from seed in Gen.Int[0, int.MaxValue - 1]
        select new RandomCase(setUp, lines, seed);

    [TestMethod]
    [TestCategory("Exhaustive")]
    public async Task It_balances_adds_up_is_repeated_without_effect_and_taken_back_in_full() => await Trials.SampleAsync(HoldsAsync, iter: Cases, threads: 1);

    [TestMethod]
    public async Task It_balances_and_adds_up_when_it_is_corrected_in_part() => await Trials.SampleAsync(HoldsInPartAsync, iter: Cases, threads: 1);

    private static async Task HoldsInPartAsync(RandomCase random)
    {
        await using var host = await FinanceHost.StartAsync(FinanceSample.RetainerArgument);
        (await host.SetupAsync(random.Setup.Json())).Ok();
        await Invoice(random).PostAsync(host);
        (await host.SetupAsync(random.Setup.Changed())).Ok();
        await Credit(random, line => line.Kept).PostAsync(host);
        await BalancesInAllCurrenciesAsync(host);
        await AddsUpAsync(host);
    }

    private static async Task HoldsAsync(RandomCase random)
    {
        await using var host = await FinanceHost.StartAsync(FinanceSample.RetainerArgument);
        (await host.SetupAsync(random.Setup.Json())).Ok();
        var invoice = Invoice(random);
        await invoice.SendAsync(host);
        await TestInvoice.ReadyAsync(host);
        var before = await BalancesAsync(host);
        (await host.PostProposalAsync("PF-1")).Ok();
        await BalancesInAllCurrenciesAsync(host);
        await AddsUpAsync(host);
        await RepeatedAsync(host, invoice, random.Seed);

        (await host.SetupAsync(random.Setup.Changed())).Ok();
        await Credit(random, _ => 0).PostAsync(host);
        await BalancesInAllCurrenciesAsync(host);
        Assert.AreEqual(before, await BalancesAsync(host));
    }

    private static async Task BalancesInAllCurrenciesAsync(FinanceHost host)
    {
        foreach (var voucher in (await host.RowsAsync("GeneralJournalAccountEntries")).GroupBy(row => (string)row["Voucher"]!))
        {
            Assert.AreEqual("0 0 0", Sums(voucher), voucher.Key);
        }

        await host.BooksAgreeAsync();
    }

    private static async Task AddsUpAsync(FinanceHost host)
    {
        var allLines = await host.RowsAsync("ProjInvoiceProposalLines");
        var documents = await host.RowsAsync("ProjInvoices");
        foreach (var header in await host.RowsAsync("ProjInvoiceProposals"))
        {
            var proposal = (string)header["InvoiceProposalId"]!;
            var lines = allLines.FindAll(line => (string?)line["InvoiceProposalId"] == proposal);
            if ((string?)header["ProposalStatus"] == "NothingToInvoice")
            {
                Assert.IsEmpty(lines);
                continue;
            }

            var document = documents.Single(row => (string?)row["InvoiceProposalId"] == proposal);
            var tax = Books.Number(lines.Sum(line => (decimal)line["SalesTaxAmount"]!));
            var owed = Books.Number(lines.Sum(line => (decimal)line["NetAmount"]! + (decimal)line["SalesTaxAmount"]!));
            Assert.AreEqual(
                $"{tax} {tax} {owed} {owed}",
                $"{Books.Number(header["SumTax"])} {Books.Number(document["SumTax"])} {Books.Number(header["InvoiceAmount"])} "
                    + $"{Books.Number(document["InvoiceAmount"])}",
                proposal
            );
        }
    }

    private static async Task RepeatedAsync(FinanceHost host, TestInvoice invoice, int seed)
    {
        var everything = await Books.EverythingAsync(host);
        foreach (var list in new[] { invoice.Actuals, invoice.Connections })
        {
            var shuffled = list.ToArray();
            new Random(seed).Shuffle(shuffled);
            list.Clear();
            list.AddRange(shuffled);
        }

        await invoice.SendAsync(host);
        await TestInvoice.ReadyAsync(host);
        (await host.PostProposalAsync("PF-1")).Ok();
        Assert.AreEqual(everything, await Books.EverythingAsync(host));

        await using var other = await FinanceHost.StartAsync(FinanceSample.RetainerArgument);
        (await other.SetupAsync((await host.GetAsync("/api/setup")).Ok().Json)).Ok();
        await invoice.PostAsync(other);
        Assert.AreEqual(everything, await Books.EverythingAsync(other), "Rows that arrive in another order.");
    }

    private static TestInvoice Invoice(RandomCase random)
    {
        var invoice = new TestInvoice("PF-1", currency: random.Setup.Currency);
        foreach (var (line, index) in random.Lines.Select((line, index) => (line, index)))
        {
            var amount = Amount(random, line);
            var date = $"2026-09-{line.Day:00}";
            _ = line.Type switch
            {
                "milestone" => invoice.Milestone($"{index}", amount, date),
                "retainer" => invoice.Retainer($"{index}", Math.Abs(amount), date, $"retainer {index}"),
                "free" => invoice.Line($"{index}", amount, date: date, billingType: "NonChargeable"),
                "expense" => invoice.Line($"{index}", amount, 1, FinanceSample.Expense, date, category: "Travel"),
                "material" => invoice.Line($"{index}", amount, 1, FinanceSample.Material, date),
                "fee" => invoice.Line($"{index}", amount, 1, FinanceSample.Fee, date),
                "reduced" => invoice.Edited($"{index}", 3, 2, amount, amount, date),
                "increased" => invoice.Edited($"{index}", 2, 3, amount, amount, date),
                "repriced" => invoice.Edited($"{index}", 2, 2, amount, amount + Amount(random, 7), date),
                "cost" => invoice.Cost($"{index}", amount, date: date),
                _ => invoice.Line($"{index}", amount, 1, date: date),
            };
        }

        // Costs alone are no invoice.
        return random.Lines.All(line => line.Type == "cost") ? invoice.Line("only", Amount(random, 1), billingType: "NonChargeable") : invoice;
    }

    /// <summary>Credits what is billed but for what is left alone, and bills some thirds of it again.</summary>
    private static TestInvoice Credit(RandomCase random, Func<RandomLine, int> thirds)
    {
        var credit = new TestInvoice("PF-2", currency: random.Setup.Currency);
        foreach (var (line, index) in random.Lines.Select((line, index) => (line, index)).Where(line => line.line.Type is not ("free" or "cost")))
        {
            var amount = Amount(random, line);
            var kept = thirds(line);
            if (kept == 3)
            {
                continue;
            }

            if (line.Type is "milestone" or "retainer")
            {
                credit.CreditOnAccount(
                    $"{index}",
                    line.Type == "retainer" ? Math.Abs(amount) : amount,
                    line.Type == "milestone" ? FinanceSample.Milestone : FinanceSample.Retainer,
                    retainer: $"retainer {index}"
                );
                continue;
            }

            var quantity = line.Type switch
            {
                "reduced" or "repriced" => 2,
                "increased" => 3,
                _ => 1,
            };
            amount = quantity * (line.Type == "repriced" ? amount + Amount(random, 7) : amount);
            var classification = line.Type switch
            {
                "expense" => FinanceSample.Expense,
                "material" => FinanceSample.Material,
                "fee" => FinanceSample.Fee,
                _ => FinanceSample.Time,
            };
            credit.Credit(
                $"{index}",
                amount,
                quantity,
                classification: classification,
                kept: Math.Round(amount * kept / 3, random.Setup.Decimals, MidpointRounding.AwayFromZero)
            );
        }

        if (credit.Actuals.Count == 0)
        {
            credit.Milestone("something", 0m);
        }

        return credit;
    }

    private static decimal Amount(RandomCase random, RandomLine line) => Amount(random, line.Units);

    private static decimal Amount(RandomCase random, long units) =>
        units
        / (
            random.Setup.Decimals switch
            {
                0 => 1m,
                3 => 1000m,
                _ => 100m,
            }
        );

    private static async Task<string> BalancesAsync(FinanceHost host) =>
        string.Join(
            '\n',
            (await host.RowsAsync("GeneralJournalAccountEntries"))
                .GroupBy(row => $"{row["MainAccount"]} {row["Dimensions"]}")
                .OrderBy(group => group.Key, StringComparer.Ordinal)
                .Select(group => $"{group.Key}: {Sums(group)}")
                .Where(line => !line.EndsWith(": 0 0 0", StringComparison.Ordinal))
        );

    private static string Sums(IEnumerable<JsonNode> rows) =>
        $"{Books.Number(rows.Sum(row => (decimal)row["Amount"]!))} {Books.Number(rows.Sum(row => (decimal)row["AccountingAmount"]!))} "
        + $"{Books.Number(rows.Sum(row => (decimal)row["ReportingAmount"]!))}";
}
