using System.Text.Json.Nodes;
using ProjectInvoice.Finance.Setup;
using ProjectInvoice.Finance.Tests.Support;

namespace ProjectInvoice.Finance.Tests;

[TestClass]
public sealed class When_number_sequences_meet
{
    [TestMethod]
    public async Task The_posting_is_refused_and_the_books_stay_whole()
    {
        await using var host = await FinanceHost.StartAsync();
        var setUp = FinanceSample.Setup();
        foreach (var sequence in setUp["numberSequences"]!.AsArray())
        {
            sequence!["format"] = (string)sequence["reference"]! switch
            {
                "Invoice voucher" => "V-######",
                "Journal voucher" => "V-0#####",
                _ => sequence["format"]!.DeepClone(),
            };
        }

        (await host.SetupAsync(setUp)).Ok();
        await new TestInvoice("PF-1").Line("a", 10m).SendAsync(host);
        await TestInvoice.ReadyAsync(host);
        (await host.PostProposalAsync("PF-1")).Refused(409, SetupErrors.NumberTaken);
        await host.BooksAgreeAsync();
        (await host.SetupAsync(FinanceSample.Setup())).Ok();
        Assert.AreEqual("INV-000001", (string?)(await host.PostProposalAsync("PF-1")).Ok().Json["customerInvoiceNumber"]);
        await host.BooksAgreeAsync();
    }

    [TestMethod]
    public async Task Another_spelling_of_the_company_does_not_start_them_again()
    {
        await using var host = await FinanceHost.StartAsync();
        (await host.SetupAsync(FinanceSample.Setup())).Ok();
        await new TestInvoice("PF-1").Milestone("a", 10m).PostAsync(host);
        (await host.SetupAsync(JsonNode.Parse(FinanceSample.Setup().ToJsonString().Replace("\"USPM\"", "\"uspm\"", StringComparison.Ordinal))!)).Ok();
        Assert.AreEqual("INV-000002", (string?)(await new TestInvoice("PF-2").Milestone("b", 10m).PostAsync(host)).Json["customerInvoiceNumber"]);
        await host.BooksAgreeAsync();
    }

    [TestMethod]
    public async Task One_company_without_a_sequence_does_not_stop_another()
    {
        await using var host = await FinanceHost.StartAsync();
        var setUp = FinanceSample.Setup();
        foreach (var (_, records) in setUp)
        {
            foreach (var record in records!.AsArray().ToList())
            {
                if ((string?)record!["company"] == "USPM" || (string?)record["id"] == "USPM")
                {
                    var copy = record.DeepClone();
                    copy[record["company"] is null ? "id" : "company"] = "AAPM";
                    if ((string?)record["reference"] is null)
                    {
                        records.AsArray().Add(copy);
                    }
                }
            }
        }

        (await host.SetupAsync(setUp)).Ok();
        var other = FinanceSample.Actual("other", "Sales", 5m);
        other["dataAreaId"] = "AAPM";
        (await host.SendRowsAsync("ProjActualsImports", [other, FinanceSample.Actual("good", "Sales", 2m)])).Ok();
        (await host.ImportAsync()).Ok();
        var posted = await host.PostJournalsAsync();
        Assert.AreEqual(200, posted.Status, posted.Text);
        Assert.AreEqual(1, (int)posted.Json["postedLines"]!, posted.Text);
        StringAssert.Contains(posted.Text, SetupErrors.NoNumberSequence.Code);
    }
}
