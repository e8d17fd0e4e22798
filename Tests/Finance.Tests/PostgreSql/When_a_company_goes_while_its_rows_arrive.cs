using Microsoft.EntityFrameworkCore;
using ProjectInvoice.Finance.Setup;
using ProjectInvoice.Finance.Staging;
using ProjectInvoice.Finance.Tests.Support;

namespace ProjectInvoice.Finance.Tests.Staging;

/// <summary>Only here: on SQLite a session excludes all others from its begin.</summary>
[TestClass]
public sealed class When_a_company_goes_while_its_rows_arrive
{
    private static readonly CancellationToken None = CancellationToken.None;

    [TestMethod]
    public async Task They_are_refused()
    {
        await using var database = await OpenedDatabase.CreateAsync();
        await AddAsync(database, "AAAA", "BBBB");
        var refusal = await Assert.ThrowsExactlyAsync<FinanceRefusal>(() => StoreAsync(database, "AAAA", "AAAA"));
        Assert.AreEqual((409, StagingErrors.CompanyGone, "company AAAA"), (refusal.Status, refusal.Fault.Error, refusal.Fault.Record));
        Assert.AreEqual(0, await database.ReadAsync(context => context.Set<ActualsImport>().CountAsync()));
    }

    [TestMethod]
    public async Task Rows_of_another_company_are_stored()
    {
        await using var database = await OpenedDatabase.CreateAsync();
        await AddAsync(database, "AAAA", "BBBB");
        Assert.AreEqual(new StagingCount(1, 1, 0), await StoreAsync(database, "BBBB", "AAAA"));
        Assert.AreEqual(1, await database.ReadAsync(context => context.Set<ActualsImport>().CountAsync()));
    }

    private static Task<int> AddAsync(OpenedDatabase database, params string[] companies) =>
        database.WriteAsync(async session =>
        {
            var rows = companies.Select(id => new Company(id, id, "USD", null, null)).ToList();
            await session.Rows.InsertAsync(rows, None);
            return rows.Count;
        });

    private static Task<StagingCount> StoreAsync(OpenedDatabase database, string company, string gone) =>
        database.WriteAsync(session =>
            new StageRows<ActualsImport>(new ActualsImportSet(new StagingOptions(null)), []).StoreAsync(session, ArrivingAsync(database, company, gone), None)
        );

    private static async IAsyncEnumerable<ActualsImport> ArrivingAsync(OpenedDatabase database, string company, string gone)
    {
        yield return new ActualsImport
        {
            DataAreaId = company,
            ActualsImportId = FinanceSample.Id("row"),
            ActualId = FinanceSample.Id("actual"),
            TransactionCurrencyId = "USD",
        };
        await database.WriteAsync(session => session.Context.Set<Company>().Where(row => row.Id == gone).ExecuteDeleteAsync(None));
    }
}
