using ProjectInvoice.Finance.Tests.Support;

namespace ProjectInvoice.Finance.Tests.KnownFailures;

/// <summary>Seen elsewhere: a milestone that is revised and then deleted breaks the import of the invoice that bills it.</summary>
[TestClass]
public sealed class When_a_revised_milestone_is_deleted_before_its_invoice_is_imported
{
    [TestMethod]
    public async Task The_invoice_is_imported_with_the_defaults_and_posted()
    {
        await using var host = await FinanceHost.StartAsync();
        (await host.SetupAsync(FinanceSample.Setup())).Ok();
        var milestone = FinanceSample.ContractMilestone("M-1", 100m);
        (await host.SendRowsAsync("ProjectContractLineMilestones", [milestone])).Ok();
        milestone["Amount"] = 150m;
        (await host.SendRowsAsync("ProjectContractLineMilestones", [milestone])).Ok();
        (
            await host.SendAsync(
                "Finance.Integration",
                HttpMethod.Delete,
                "/data/ProjectContractLineMilestones(dataAreaId='USPM',ContractLineMilestoneIdentifier='M-1')?cross-company=true",
                null
            )
        ).Ok();
        await new TestInvoice("PF-1").Milestone("a", 150m, milestone: "M-1").PostAsync(host);
        var line = (await host.RowsAsync("ProjInvoiceProposalLines")).Single();
        Assert.AreEqual("UK FULL Department=024", $"{line["SalesTaxGroup"]} {line["ItemSalesTaxGroup"]} {line["Dimensions"]}");
        var transaction = (await host.RowsAsync("ProjOnAccountTransactions")).Single();
        Assert.AreEqual("Invoiced PF-1 150", $"{transaction["Status"]} {transaction["InvoiceProposalId"]} {Books.Number(transaction["Amount"])}");
        await host.BooksAgreeAsync();
    }
}
