using System.Text.Json.Nodes;
using Microsoft.EntityFrameworkCore;
using ProjectInvoice.Finance.Staging;
using ProjectInvoice.Finance.Tests.Support;

namespace ProjectInvoice.Finance.Tests.Storage;

/// <summary>
/// Until a table was analyzed, PostgreSQL estimates its rows from its pages and the width of its columns, and takes half the declared length for the width of a
/// text. It must not take a wide table for an empty one: it would then read it whole for every page of rows that is updated.
/// </summary>
[TestClass]
public sealed class When_a_table_was_never_analyzed
{
    private const int Count = 2_000;

    [TestMethod]
    public async Task Its_rows_are_estimated_to_be_many()
    {
        await using var database = await OpenedDatabase.CreateAsync();
        await database.WriteAsync(session => session.Rows.InsertAsync(Enumerable.Range(1, Count).Select(Actual), CancellationToken.None));
        var plan = await database.ReadAsync(context =>
            context.Database.SqlQueryRaw<string>("""EXPLAIN (FORMAT JSON) SELECT * FROM "ActualsImport" """).ToListAsync()
        );
        var estimate = (int)JsonNode.Parse(string.Concat(plan))![0]!["Plan"]!["Plan Rows"]!;
        Assert.IsGreaterThan(Count / 20, estimate);
    }

    [TestMethod]
    public async Task No_text_column_of_any_has_a_declared_length()
    {
        await using var database = await OpenedDatabase.CreateAsync();
        var declared = await database.ReadAsync(context =>
            context
                .Database.SqlQueryRaw<string>(
                    "SELECT table_name || '.' || column_name AS \"Value\" FROM information_schema.columns WHERE table_schema = 'public' AND "
                        + "character_maximum_length IS NOT NULL AND table_name <> '__EFMigrationsHistory'"
                )
                .ToListAsync()
        );
        Assert.IsEmpty(declared);
    }

    private static ActualsImport Actual(int number) =>
        new()
        {
            DataAreaId = "USPM",
            ActualsImportId = FinanceSample.Id($"row {number}"),
            ActualId = FinanceSample.Id($"actual {number}"),
            TransactionCurrencyId = "GBP",
            ContractId = "CON-00021",
            ProjectId = "PRJ-1",
        };
}
