using System.Text.Json.Nodes;
using ProjectInvoice.Finance.Import;
using ProjectInvoice.Finance.Tests.Support;

namespace ProjectInvoice.Finance.Tests.Import;

/// <summary>Known failures of imports into the journal: doubled lines, check-then-insert races, one bad row that stops the others.</summary>
[TestClass]
public sealed class When_journal_imports_overlap
{
    [TestMethod]
    public async Task No_row_stands_in_two_journals_and_no_run_fails()
    {
        await using var host = await StartAsync(limit: 3);
        await using var other = await FinanceHost.StartOnAsync(host.Database, null);
        var rows = Enumerable.Range(0, 40).Select(number => Cost($"row {number:00}", 1m + number, date: $"2026-09-{1 + (number % 4):00}")).ToList();
        (await host.SendRowsAsync("ProjActualsImports", rows)).Ok();
        var imports = await Task.WhenAll(new[] { host, other, host, other, host, other }.Select(instance => instance.ImportAsync()));
        Assert.AreEqual(40, imports.Sum(import => (int)import.Ok().Json["journalLines"]!));
        var lines = await host.RowsAsync("ProjIntegrationJournalLines");
        Assert.HasCount(40, lines.Select(line => (string)line["ActualId"]!).Distinct());
        Assert.HasCount(40, lines);
        Assert.IsTrue((await host.RowsAsync("ProjIntegrationJournals")).TrueForAll(journal => (int)journal["LineCount"]! <= 3));

        var postings = await Task.WhenAll(new[] { host, other, host, other }.Select(instance => instance.PostJournalsAsync()));
        Assert.AreEqual(40, postings.Sum(posting => (int)posting.Ok().Json["postedLines"]!));
        var vouchers = (await host.RowsAsync("ProjTransactions")).ConvertAll(row => (string)row["Voucher"]!);
        CollectionAssert.AreEqual(Enumerable.Range(1, 40).Select(number => $"PJV-{number:000000}").ToList(), vouchers.Order(StringComparer.Ordinal).ToList());
        await host.BooksAgreeAsync();
    }

    [TestMethod]
    public async Task A_row_deleted_from_a_journal_while_imports_run_comes_back_once()
    {
        await using var host = await StartAsync(limit: 200);
        (await host.SendRowsAsync("ProjActualsImports", Enumerable.Range(0, 6).Select(number => Cost($"row {number}", 1m + number)))).Ok();
        (await host.ImportAsync()).Ok();
        var deletions = (await host.RowsAsync("ProjIntegrationJournalLines")).Select(line =>
            host.SendAsync(
                "Finance.ProjectAccountant",
                HttpMethod.Delete,
                $"/data/ProjIntegrationJournalLines(dataAreaId='USPM',JournalId='{line["JournalId"]}',LineNumber={line["LineNumber"]})?cross-company=true",
                null
            )
        );
        await Task.WhenAll(deletions.Concat(Enumerable.Range(0, 3).Select(_ => host.ImportAsync())));
        (await host.ImportAsync()).Ok();
        var lines = await host.RowsAsync("ProjIntegrationJournalLines");
        Assert.HasCount(6, lines);
        Assert.HasCount(6, lines.Select(line => (string)line["ActualId"]!).Distinct());
        foreach (var journal in await host.RowsAsync("ProjIntegrationJournals"))
        {
            Assert.AreEqual(lines.Count(line => (string?)line["JournalId"] == (string?)journal["JournalId"]), (int)journal["LineCount"]!);
        }

        Assert.AreEqual(6, (int)(await host.PostJournalsAsync()).Ok().Json["postedLines"]!);
        await host.BooksAgreeAsync();
    }

    [TestMethod]
    public async Task Bad_rows_stay_and_say_why_and_come_when_they_are_mended()
    {
        await using var host = await StartAsync(limit: 2);
        List<JsonObject> rows = [];
        for (var number = 0; number < 7; number++)
        {
            rows.Add(Cost($"row {number}", 1m + number, date: $"2026-09-0{1 + number}", project: number % 2 == 0 ? "PRJ-USD" : "PRJ-NEW"));
        }

        (await host.SendRowsAsync("ProjActualsImports", rows)).Ok();
        var import = (await host.ImportAsync()).Ok().Json;
        Assert.AreEqual(4, (int)import["journalLines"]!);
        Assert.HasCount(3, import["messages"]!.AsArray().Where(message => (string?)message!["code"] == ImportErrors.UnknownProject.Code));
        var setUp = Setup(2);
        var project = setUp["projects"]![1]!.DeepClone();
        project["id"] = "PRJ-NEW";
        setUp["projects"]!.AsArray().Add(project);
        (await host.SetupAsync(setUp)).Ok();
        Assert.AreEqual(3, (int)(await host.ImportAsync()).Ok().Json["journalLines"]!);
        Assert.AreEqual(7, (int)(await host.PostJournalsAsync()).Ok().Json["postedLines"]!);
        await host.BooksAgreeAsync();
    }

    [TestMethod]
    [DataRow("Days", "2026-09-01 2,2026-09-01 1,2026-09-02 1,2026-11-02 1")]
    [DataRow("Months", "2026-09 2,2026-09 2,2026-11 1")]
    [DataRow("Years", "2026 2,2026 2,2026 1")]
    [DataRow("All", "All 2,All 2,All 1")]
    public async Task Journals_are_grouped_by_period_and_numbered_in_canonical_order(string unit, string expected)
    {
        await using var host = await StartAsync(limit: 2, unit);
        (
            await host.SendRowsAsync(
                "ProjActualsImports",
                [Cost("e", 5m, "2026-11-02"), Cost("d", 4m, "2026-09-02"), Cost("c", 3m, project: "PRJ-JPY"), Cost("b", 2m), Cost("a", 1m)]
            )
        ).Ok();
        (await host.ImportAsync()).Ok();
        Assert.AreEqual(
            expected,
            string.Join(
                ',',
                (await host.RowsAsync("ProjIntegrationJournals", "$orderby=JournalId")).Select(journal => $"{journal["Period"]} {journal["LineCount"]}")
            )
        );
        var lines = await host.RowsAsync("ProjIntegrationJournalLines", "$orderby=JournalId,LineNumber");
        foreach (
            var period in lines.GroupBy(line =>
                unit switch
                {
                    "Days" => ((string)line["AccountingDate"]!),
                    "Months" => ((string)line["AccountingDate"]!)[..7],
                    _ => string.Empty,
                }
            )
        )
        {
            var order = period.Select(line => $"{line["ProjectId"]} {line["TransactionDate"]} {line["ActualId"]}").ToList();
            CollectionAssert.AreEqual(order.Order(StringComparer.Ordinal).ToList(), order);
        }
    }

    [TestMethod]
    public async Task A_journal_holds_200_lines_unless_the_parameter_says_otherwise()
    {
        await using var host = await FinanceHost.StartAsync();
        var setUp = Setup(200);
        setUp["parameters"]![0]!.AsObject().Remove("journalLineLimit");
        (await host.SetupAsync(setUp)).Ok();
        (await host.SendRowsAsync("ProjActualsImports", Enumerable.Range(0, 201).Select(number => Cost($"row {number}", 1m)))).Ok();
        (await host.ImportAsync()).Ok();
        Assert.AreEqual(
            "200,1",
            string.Join(',', (await host.RowsAsync("ProjIntegrationJournals", "$orderby=JournalId")).Select(journal => journal["LineCount"]))
        );
    }

    private static JsonObject Cost(string name, decimal amount, string date = "2026-09-01", string project = "PRJ-USD") =>
        FinanceSample.Actual(name, "Cost", amount, contract: "CON-USD", project: project, currency: "USD", date: date);

    private static JsonObject Setup(int limit, string unit = "Days")
    {
        var setUp = FinanceSample.Setup();
        setUp["parameters"]![0]!["journalLineLimit"] = limit;
        setUp["parameters"]![0]!["journalPeriodUnit"] = unit;
        return setUp;
    }

    private static async Task<FinanceHost> StartAsync(int limit, string unit = "Days")
    {
        var host = await FinanceHost.StartAsync();
        (await host.SetupAsync(Setup(limit, unit))).Ok();
        return host;
    }
}
