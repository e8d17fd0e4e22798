using System.Text.Json.Nodes;
using ProjectInvoice.Finance.Api;
using ProjectInvoice.Finance.Staging;
using ProjectInvoice.Finance.Tests.Support;

namespace ProjectInvoice.Finance.Tests.Bugs;

/// <summary>
/// 1900-01-01 is what the product writes for no date, 9999-12-31 what others take for never: a due date counted from it was past the last day there is.
/// </summary>
[TestClass]
public sealed class When_a_date_is_the_day_of_nothing
{
    private const string Proposal = "/data/ProjInvoiceProposals(dataAreaId='USPM',InvoiceProposalId='PF-1')?cross-company=true";

    public static IEnumerable<object[]> Dates =>
        new[] { "0001-01-01", "1753-01-01", "1900-01-01", "1900-12-31", "2154-12-31", "9999-12-31" }.Select(date => new object[] { date });

    [TestMethod]
    [TestCategory("Exhaustive")]
    [DynamicData(nameof(Dates))]
    public async Task It_is_refused_by_its_field_wherever_a_date_is_sent(string date)
    {
        await using var host = await FinanceHost.StartAsync();
        (await host.SetupAsync(FinanceSample.Setup())).Ok();
        await new TestInvoice("PF-1").Line("work", 100m).SendAsync(host);
        await TestInvoice.ReadyAsync(host);
        var before = await Books.EverythingAsync(host);

        foreach (var field in new[] { "InvoiceDate", "DueDate" })
        {
            Refused(
                await host.SendAsync("Finance.ProjectAccountant", HttpMethod.Patch, Proposal, new JsonObject { [field] = date }),
                EditableSetErrors.WrongValue,
                field
            );
        }

        Refused(await host.SendRowAsync("ProjActualsImports", FinanceSample.Actual("cost", "Cost", 10m, date: date)), StagingErrors.WrongValue, "Date");
        Refused(
            await host.SendAsync("Finance.ReceivablesClerk", HttpMethod.Post, "/api/proposals/USPM/PF-1/post", new JsonObject { ["invoiceDate"] = date }),
            StagingErrors.NoDay,
            "invoiceDate"
        );
        var batch = new JsonObject
        {
            ["id"] = Guid.NewGuid(),
            ["company"] = "USPM",
            ["selection"] = new JsonObject { ["proposals"] = new JsonArray("PF-1") },
            ["invoiceDate"] = date,
        };
        Refused(await host.SendAsync("Finance.ReceivablesClerk", HttpMethod.Post, "/api/posting-batches", batch), StagingErrors.NoDay, "invoiceDate");
        Assert.AreEqual(before, await Books.EverythingAsync(host));
    }

    private static void Refused(Answer answer, ErrorCode error, string field)
    {
        answer.Refused(400, error);
        StringAssert.Contains(answer.Text, field);
        StringAssert.Contains(answer.Text, "1901 to 2153");
    }
}
