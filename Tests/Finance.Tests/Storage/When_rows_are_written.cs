using System.Globalization;
using Microsoft.EntityFrameworkCore;
using ProjectInvoice.Finance.Journal;
using ProjectInvoice.Finance.Outbox;
using ProjectInvoice.Finance.Proposals;
using ProjectInvoice.Finance.Staging;
using ProjectInvoice.Finance.Tests.Support;

namespace ProjectInvoice.Finance.Tests.Storage;

/// <summary>What every row writer promises, in few rows and in many: they may take different ways to the table.</summary>
[TestClass]
public sealed class When_rows_are_written
{
    private const int Few = 3;
    private const int Many = 5_100;
    private const int TenThousand = 10_000;

    private static readonly CancellationToken None = CancellationToken.None;

    [TestMethod]
    [TestCategory("Exhaustive")]
    [DataRow(Few)]
    [DataRow(TenThousand)]
    public async Task Unknown_rows_are_inserted_and_known_ones_are_returned_and_left(int count)
    {
        await using var database = await OpenedDatabase.CreateAsync();
        var half = Enumerable.Range(1, count).Where(number => number % 2 == 0).Select(number => Line(number)).ToList();
        Assert.IsEmpty(await InsertAsync(database, half));
        var all = Enumerable.Range(1, count).Select(number => Line(number, amount: 7m)).ToList();
        var known = await InsertAsync(database, all);
        CollectionAssert.AreEqual(half.ConvertAll(line => line.LineNumber), known.Select(line => line.LineNumber).ToList());
        Assert.IsTrue(known.All(line => line.Amount == 7m), "The rows that were given are returned, not those that are stored.");
        var stored = await LinesAsync(database);
        Assert.HasCount(count, stored);
        Assert.IsTrue(stored.All(line => line.Amount == (line.LineNumber % 2 == 0 ? 1m : 7m)));
        Assert.HasCount(count, await InsertAsync(database, all));
    }

    [TestMethod]
    [DataRow(Few)]
    [DataRow(Many)]
    public async Task A_row_whose_other_unique_key_is_taken_is_known(int count)
    {
        await using var database = await OpenedDatabase.CreateAsync();
        await InsertAsync(database, Enumerable.Range(1, count).Select(number => Line(number)));
        var others = Enumerable.Range(1, count).Select(number => Line(number, journal: "J-2", actual: number % 3 == 0 ? null : number)).ToList();
        var known = await InsertAsync(database, others);
        CollectionAssert.AreEqual(
            others.Where(line => line.LineNumber % 3 != 0).Select(line => line.LineNumber).ToList(),
            known.Select(line => line.LineNumber).ToList()
        );
    }

    [TestMethod]
    [DataRow(Few)]
    [DataRow(Many)]
    public async Task Of_two_rows_with_one_key_the_first_is_inserted(int count)
    {
        await using var database = await OpenedDatabase.CreateAsync();
        var rows = Enumerable.Range(1, count).Select(number => Line(number)).ToList();
        var twice = rows.Concat([Line(1, amount: 2m), Line(count + 1, actual: count)]).ToList();
        CollectionAssert.AreEqual(twice[^2..], (await InsertAsync(database, twice)).ToList());
        Assert.HasCount(count, await LinesAsync(database));
    }

    [TestMethod]
    public async Task A_company_in_another_spelling_is_the_same_company()
    {
        await using var database = await OpenedDatabase.CreateAsync();
        await InsertAsync(database, [Line(1)]);
        var other = Line(1);
        other.DataAreaId = "uspm";
        Assert.HasCount(1, await InsertAsync(database, [other]));
        other.Amount = 9m;
        Assert.AreEqual(1, await UpdateAsync(database, [other], [nameof(IntegrationJournalLine.Amount)], null));
        var found = await database.ReadAsync(context => context.Set<IntegrationJournalLine>().Where(line => line.DataAreaId == "UsPm").ToListAsync());
        Assert.AreEqual(9m, found.Single().Amount);
    }

    [TestMethod]
    [DataRow(Few)]
    [DataRow(Many)]
    public async Task Every_value_comes_back_as_it_was(int count)
    {
        await using var database = await OpenedDatabase.CreateAsync();
        var rows = Enumerable.Range(1, count).Select(number => number % 2 == 0 ? Line(number) : Full(number)).ToList();
        await InsertAsync(database, rows);
        var stored = await LinesAsync(database);
        for (var index = 0; index < count; index++)
        {
            Assert.AreEqual(Text(rows[index]), Text(stored[index]));
        }
    }

    [TestMethod]
    [DataRow(Few)]
    [DataRow(Many)]
    public async Task An_update_writes_its_columns_of_the_rows_that_still_are_as_expected(int count)
    {
        await using var database = await OpenedDatabase.CreateAsync();
        var rows = Enumerable.Range(1, count).Select(number => Full(number)).ToList();
        await InsertAsync(database, rows);
        var first = rows.ConvertAll(row => new IntegrationJournalLine
        {
            DataAreaId = row.DataAreaId,
            JournalId = row.JournalId,
            LineNumber = row.LineNumber,
            Status = JournalStatus.Posted,
            Voucher = $"V-{row.LineNumber}",
            UnitPrice = null,
        });
        string[] columns = [nameof(IntegrationJournalLine.Status), nameof(IntegrationJournalLine.Voucher), nameof(IntegrationJournalLine.UnitPrice)];
        Assert.AreEqual(
            count,
            await UpdateAsync(database, first.Append(Line(count + 1)), columns, (nameof(IntegrationJournalLine.Status), JournalStatus.Draft)),
            "One row is not there."
        );
        Assert.AreEqual(
            0,
            await UpdateAsync(database, first, columns, (nameof(IntegrationJournalLine.Status), JournalStatus.Draft)),
            "None is a draft any more."
        );
        foreach (var row in rows)
        {
            row.Status = JournalStatus.Posted;
            row.Voucher = $"V-{row.LineNumber}";
            row.UnitPrice = null;
        }

        var stored = await LinesAsync(database);
        CollectionAssert.AreEqual(rows.ConvertAll(Text), stored.ConvertAll(Text));
        Assert.AreEqual(
            count,
            await UpdateAsync(database, first, [nameof(IntegrationJournalLine.UnitPrice)], (nameof(IntegrationJournalLine.UnitPrice), null)),
            "A guard may ask for no value."
        );
        Assert.AreEqual(count, await UpdateAsync(database, first, [nameof(IntegrationJournalLine.UnitPrice)], null));
    }

    [TestMethod]
    public async Task Unique_columns_without_a_value_take_nothing()
    {
        await using var database = await OpenedDatabase.CreateAsync();
        var lines = Enumerable
            .Range(1, Few)
            .Select(number => new ProposalLine
            {
                DataAreaId = "USPM",
                InvoiceProposalId = "PF-1",
                LineNumber = number,
                ActualId = FinanceSample.Id($"{number}"),
                UnbilledActualId = number < Few ? null : FinanceSample.Id("U"),
            })
            .ToList();
        Assert.IsEmpty(await database.WriteAsync(session => session.Rows.InsertAsync(lines, None)));
        lines.ForEach(line => line.InvoiceProposalId = "PF-2");
        lines.ForEach(line => line.ActualId = FinanceSample.Id($"other {line.LineNumber}"));
        Assert.AreEqual(Few, (await database.WriteAsync(session => session.Rows.InsertAsync(lines, None))).Single().LineNumber);
    }

    [TestMethod]
    [DataRow(Few)]
    [DataRow(Many)]
    public async Task Numbers_that_the_database_gives_rise_in_the_order_of_the_rows(int count)
    {
        await using var database = await OpenedDatabase.CreateAsync();
        var parts = Enumerable
            .Range(1, count)
            .Select(number => new CallbackPart
            {
                EventId = FinanceSample.Id("event"),
                Part = number,
                Body = "{}",
                NextAttempt = new DateTime(2026, 9, 15, 10, 30, 0, DateTimeKind.Utc),
            })
            .ToList();
        Assert.IsEmpty(await database.WriteAsync(session => session.Rows.InsertAsync(parts, None)));
        Assert.HasCount(count, await database.WriteAsync(session => session.Rows.InsertAsync(parts, None)));
        var stored = await database.ReadAsync(context => context.Set<CallbackPart>().OrderBy(part => part.Sequence).ToListAsync());
        CollectionAssert.AreEqual(Enumerable.Range(1, count).ToList(), stored.ConvertAll(part => part.Part));
        Assert.AreEqual(DateTimeKind.Utc, stored[0].NextAttempt.Kind);
        Assert.AreEqual(parts[0].NextAttempt, stored[0].NextAttempt);
    }

    [TestMethod]
    [DataRow(Few)]
    [DataRow(Many)]
    public async Task What_is_not_committed_is_gone(int count)
    {
        await using var database = await OpenedDatabase.CreateAsync();
        await using (var session = await database.Finance.BeginAsync(None))
        {
            Assert.IsEmpty(await session.Rows.InsertAsync(Enumerable.Range(1, count).Select(number => Line(number)), None));
        }

        Assert.IsEmpty(await LinesAsync(database));
        Assert.IsEmpty(await InsertAsync(database, [Line(1)]));
    }

    [TestMethod]
    public async Task The_database_orders_text_dates_and_ids_as_every_other_database_does()
    {
        await using var database = await OpenedDatabase.CreateAsync();
        string[] projects = ["b", "B", "a", "A", "ä", "Z", "z", "_", "-", "10", "9", "a b", "ab", "é", "", "ß"];
        var rows = projects
            .SelectMany(
                (project, index) =>
                    Enumerable
                        .Range(1, 4)
                        .Select(number =>
                        {
                            var line = Line((index * 4) + number);
                            line.ProjectId = project;
                            line.TransactionDate = new DateOnly(2026, 9, 15).AddDays(number % 2);
                            return line;
                        })
            )
            .ToList();
        await InsertAsync(database, rows);
        var expected = rows.OrderBy(line => line.ProjectId, StringComparer.Ordinal)
            .ThenBy(line => line.TransactionDate)
            .ThenBy(line => line.ActualId.ToString(), StringComparer.Ordinal)
            .Select(line => line.LineNumber)
            .ToList();
        var stored = await database.ReadAsync(context =>
            context
                .Set<IntegrationJournalLine>()
                .OrderBy(line => line.ProjectId)
                .ThenBy(line => line.TransactionDate)
                .ThenBy(line => line.ActualId)
                .Select(line => line.LineNumber)
                .ToListAsync()
        );
        CollectionAssert.AreEqual(expected, stored);
    }

    [TestMethod]
    public async Task The_database_adds_and_compares_decimals_exactly()
    {
        await using var database = await OpenedDatabase.CreateAsync();
        await InsertAsync(
            database,
            [Line(1, amount: 0.1m), Line(2, amount: 0.2m), Line(3, amount: 10m), Line(4, amount: -9.70m), Line(5, amount: 1234567890123456.78m)]
        );
        var sum = await database.ReadAsync(context => context.Set<IntegrationJournalLine>().Where(line => line.LineNumber < 5).SumAsync(line => line.Amount));
        Assert.AreEqual("0.6", sum.ToString(CultureInfo.InvariantCulture));
        var byProfile = await database.ReadAsync(context =>
            context.Set<IntegrationJournalLine>().GroupBy(line => line.ProfileId).Select(group => group.Sum(line => line.Amount * 2m)).ToListAsync()
        );
        Assert.AreEqual("2469135780246914.76", byProfile.Single().ToString(CultureInfo.InvariantCulture));
        var large = await database.ReadAsync(context =>
            context
                .Set<IntegrationJournalLine>()
                .Where(line => line.Amount > 9m)
                .OrderByDescending(line => line.Amount)
                .Select(line => line.LineNumber)
                .ToListAsync()
        );
        CollectionAssert.AreEqual(new[] { 5, 3 }, large);
    }

    private static Task<IReadOnlyList<IntegrationJournalLine>> InsertAsync(OpenedDatabase database, IEnumerable<IntegrationJournalLine> rows) =>
        database.WriteAsync(session => session.Rows.InsertAsync(rows, None));

    private static Task<int> UpdateAsync(
        OpenedDatabase database,
        IEnumerable<IntegrationJournalLine> rows,
        IReadOnlyList<string> columns,
        (string Property, object? Value)? guard
    ) => database.WriteAsync(session => session.Rows.UpdateAsync(rows, columns, guard, None));

    private static Task<List<IntegrationJournalLine>> LinesAsync(OpenedDatabase database) =>
        database.ReadAsync(context => context.Set<IntegrationJournalLine>().OrderBy(line => line.JournalId).ThenBy(line => line.LineNumber).ToListAsync());

    private static IntegrationJournalLine Line(int number, decimal amount = 1m, string journal = "J-1", int? actual = 0) =>
        new()
        {
            DataAreaId = "USPM",
            JournalId = journal,
            LineNumber = number,
            ActualId = FinanceSample.Id(actual is null ? $"{journal} {number}" : $"actual {(actual == 0 ? number : actual)}"),
            Amount = amount,
        };

    private static IntegrationJournalLine Full(int number)
    {
        var line = Line(number);
        line.Kind = ProjCDSTransType.Sales;
        line.TransactionType = "Hour";
        line.ProjectId = $"PRJ \"{number}\" 'ü' {{x}},\\t\t\r\n €🙂";
        line.ContractId = string.Empty;
        line.TransactionDate = DateOnly.MinValue;
        line.AccountingDate = new DateOnly(9999, 12, 31);
        line.Quantity = 0.0000000000000000000000000001m;
        line.UnitPrice = -79228162514264337593543950335m;
        line.Amount = 12345678901234567890.12345678m;
        line.AccountingAmount = 100.00m;
        line.ReportingAmount = -0.00m;
        line.AccruesRevenue = true;
        return line;
    }

    private static string Text(IntegrationJournalLine line) =>
        string.Join(
            '|',
            typeof(IntegrationJournalLine)
                .GetProperties()
                .Select(property => property.GetValue(line))
                .Select(value => value is decimal number ? Money.Normalize(number) : value)
                .Select(value => string.Create(CultureInfo.InvariantCulture, $"{value ?? "none"}"))
        );
}
