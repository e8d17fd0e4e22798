using System.Globalization;
using System.Text.Json.Nodes;
using CsCheck;
using ProjectInvoice.Finance.Tests.Support;

namespace ProjectInvoice.Finance.Tests.Properties;

/// <summary>
/// A retainer at random rates and percentages is used, refunded and credited in a random sequence. PINV_PROPERTY_CASES sets how many are tried (3 unless said
/// otherwise); a failure prints its seed, which CsCheck_Seed repeats.
/// </summary>
[TestClass]
public sealed class When_any_retainer_is_used
{
    private static readonly long Cases = long.Parse(Environment.GetEnvironmentVariable("PINV_PROPERTY_CASES") ?? "3", CultureInfo.InvariantCulture);

    private static readonly string[] Kinds = ["Standard", "Reduced"];

    private static readonly string[] OnAccount = ["Project - invoiced revenue - on-account", "Project - WIP - invoiced on-account"];

    private static readonly Gen<RandomSetup> Setups =
        from accounting in Gen.Int[0, RandomSetup.Currencies.Length - 1]
        from reporting in Gen.Int[-1, RandomSetup.Currencies.Length - 1]
        from currency in Gen.Int[0, RandomSetup.Currencies.Length - 1]
        from rates in Gen.Int[1, 30_000].Array[7]
        from agreement in Gen.Int[-60_000, 20_000]
        from taxes in Gen.Select(Gen.Int[0, Kinds.Length - 1], Gen.Int[0, 33_333], (kind, percent) => (Kinds[kind], percent)).List[0, 3]
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

    private static readonly Gen<RandomRetainer> Retainers =
        from setUp in Setups
        from units in Gen.OneOf(Gen.Int[1, 500_000], Gen.Int[1, 9])
        from day in Gen.Int[1, 28]
        from percents in Gen.Int[0, 9_999].Array[3]
        from steps in Gen.Select(
            Gen.Int[0, 9],
            Gen.Int[1, 1_300],
            Gen.OneOf(Gen.Int[0, 0], Gen.Int[1, 90_000]),
            Gen.Int[1, 28],
            (what, share, work, posted) => new RandomStep(what, share, work, posted)
        ).List[1, 7]
        select new RandomRetainer(setUp, units, day, percents, steps);

    [TestMethod]
    [TestCategory("Exhaustive")]
    public async Task What_is_left_is_what_was_not_taken_and_in_the_end_it_is_nothing_in_any_currency() =>
        await Retainers.SampleAsync(HoldsAsync, iter: Cases, threads: 1);

    private static async Task HoldsAsync(RandomRetainer random)
    {
        await using var host = await FinanceHost.StartAsync(FinanceSample.RetainerArgument);
        (await host.SetupAsync(random.Json())).Ok();
        var run = new Run(random, host);
        await run.InvoiceAsync();
        foreach (var step in random.Steps)
        {
            await run.TakeAsync(step);
            await run.AgreesAsync();
        }

        await run.TakeRestAsync();
        Assert.AreEqual("0 0 0", await OnAccountAsync(host), "All of it is used.");
        await run.AgreesAsync();
        await run.CreditAllAsync();
        Assert.AreEqual("0 0 0", await OnAccountAsync(host));
        foreach (
            var account in (await host.RowsAsync("GeneralJournalAccountEntries"))
                .Where(row =>
                    !((string)row["PostingType"]!).EndsWith("accrued revenue", StringComparison.Ordinal)
                    && !((string)row["PostingType"]!).EndsWith("sales value", StringComparison.Ordinal)
                )
                .GroupBy(row => $"{row["PostingType"]} {row["MainAccount"]} {row["Dimensions"]}")
        )
        {
            Assert.AreEqual("0 0 0", Sums(account), account.Key);
        }
    }

    private static async Task<string> OnAccountAsync(FinanceHost host) =>
        Sums((await host.RowsAsync("GeneralJournalAccountEntries")).Where(row => OnAccount.Contains((string?)row["PostingType"])));

    private static string Sums(IEnumerable<JsonNode> rows) =>
        $"{Books.Number(rows.Sum(row => (decimal)row["Amount"]!))} {Books.Number(rows.Sum(row => (decimal)row["AccountingAmount"]!))} "
        + $"{Books.Number(rows.Sum(row => (decimal)row["ReportingAmount"]!))}";

    /// <summary>Keeps count of what a user would: what is left, and what can be credited.</summary>
    private sealed class Run(RandomRetainer random, FinanceHost host)
    {
        private readonly List<(string Name, decimal Amount, bool IsRetainer)> billed = [];
        private decimal left;
        private int number;

        public async Task InvoiceAsync()
        {
            left = random.Amount(random.Units);
            await Next(random.Day).Retainer("advance", left).PostAsync(host);
        }

        public Task TakeAsync(RandomStep step) =>
            step.What switch
            {
                < 5 => UseAsync(Part(step.Share), random.Amount(step.Work), step.Day),
                < 7 => UseAsync(Part(step.Share), 0m, step.Day),
                _ => CreditAsync(step),
            };

        public Task TakeRestAsync() => UseAsync(left, random.Amount(100), 28);

        /// <summary>Credits what is billed, one invoice each, the last first, then the retainer itself.</summary>
        public async Task CreditAllAsync()
        {
            while (billed.Count > 0)
            {
                await CreditAsync(billed.Count - 1, 28);
            }

            await Next(28).CreditOnAccount("advance", left, FinanceSample.Retainer).PostAsync(host);
            await TestInvoice.ReadyAsync(host);
        }

        /// <summary>Of the retainer stands on account what was not taken, and nothing elsewhere disagrees.</summary>
        public async Task AgreesAsync()
        {
            await host.BooksAgreeAsync();
            if (!random.Setup.Inclusive)
            {
                var amount = (await host.RowsAsync("GeneralJournalAccountEntries"))
                    .Where(row => OnAccount.Contains((string?)row["PostingType"]))
                    .Sum(row => (decimal)row["Amount"]!);
                Assert.AreEqual(Books.Number(left), Books.Number(-amount));
            }
        }

        private decimal Part(int share) => share > 1000 ? left : Math.Round(left * share / 1000m, random.Setup.Decimals, MidpointRounding.AwayFromZero);

        private TestInvoice Next(int day) => new($"PF-{++number:00}", currency: random.Setup.Currency, invoiceDate: $"2026-09-{day:00}");

        private async Task UseAsync(decimal part, decimal work, int day)
        {
            if (part == 0m && work == 0m)
            {
                return;
            }

            var invoice = Next(day);
            if (work != 0m)
            {
                invoice.Line($"{number} work", work);
                billed.Add(($"{number} work", work, false));
            }

            if (part != 0m)
            {
                invoice.Retainer($"{number} part", -part);
                billed.Add(($"{number} part", -part, true));
                left -= part;
            }

            await invoice.PostAsync(host);
        }

        private Task CreditAsync(RandomStep step) => billed.Count == 0 ? Task.CompletedTask : CreditAsync(step.Share % billed.Count, step.Day);

        private async Task CreditAsync(int index, int day)
        {
            var (name, amount, isRetainer) = billed[index];
            billed.RemoveAt(index);
            var invoice = Next(day);
            left -= isRetainer ? amount : 0m;
            await (isRetainer ? invoice.CreditOnAccount(name, amount, FinanceSample.Retainer) : invoice.Credit(name, amount)).PostAsync(host);
        }
    }
}
