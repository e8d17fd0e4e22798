using ProjectInvoice.Finance.Tests.Support;

namespace ProjectInvoice.Finance.Tests.Storage;

/// <summary>What every database answers alike.</summary>
[TestClass]
public sealed class When_rows_are_compared_and_ordered
{
    [TestMethod]
    public async Task Every_database_answers_alike()
    {
        await using var host = await FinanceHost.StartAsync();
        (await host.SetupAsync(FinanceSample.Setup())).Ok();
        var rows = new[] { ("a", "beta"), ("b", null), ("c", "Alpha"), ("d", "alpha"), ("e", "Beta"), ("f", null) }.Select(
            (row, index) =>
            {
                var actual = FinanceSample.Actual(row.Item1, "Sales", index + 1);
                actual["Description"] = row.Item2;
                return actual;
            }
        );
        (await host.SendRowsAsync("ProjActualsImports", rows)).Ok();
        await AssertAsync("$orderby=Description,Amount", "2 6 3 5 4 1");
        await AssertAsync("$orderby=Description desc,Amount", "1 4 5 3 2 6");
        await AssertAsync("$orderby=SalesTaxAmount,Amount desc", "6 5 4 3 2 1");
        await AssertAsync("$filter=startswith(Description,'al')&$orderby=Amount", "3 4");
        await AssertAsync("$filter=contains(Description,'lph')&$orderby=Amount", "3 4");
        await AssertAsync("$filter=endswith(Description,'ETA')&$orderby=Amount", "1 5");
        await AssertAsync("$filter=Description eq null&$orderby=Amount", "2 6");
        await AssertAsync("$filter=Description ne 'beta'&$orderby=Amount", "2 3 4 6");
        await AssertAsync("$filter=Description gt 'B'&$orderby=Amount", "1 5");
        await AssertAsync("$filter=tolower(Description) eq 'beta'&$orderby=Amount", "1 5");
        await AssertAsync("$filter=dataAreaId eq 'uspm' and Amount gt 4.5&$orderby=Amount", "5 6");
        await AssertAsync("$filter=dataAreaId in ('uspm','none') and startswith(dataAreaId,'us')&$orderby=Amount desc&$top=2", "6 5");
        await AssertAsync("$filter=Amount mul 2 eq 4", "2");
        await AssertAsync("$orderby=Amount desc&$skip=1&$top=2", "5 4");

        async Task AssertAsync(string query, string amounts) =>
            Assert.AreEqual(amounts, string.Join(' ', (await host.RowsAsync("ProjActualsImports", query)).Select(row => Books.Number(row["Amount"]))), query);
    }
}
