using ProjectInvoice.Finance.Tests.Support;

namespace ProjectInvoice.Finance.Tests.Posting;

[TestClass]
public sealed class When_tax_is_not_charged
{
    [TestMethod]
    [DataRow("ReverseCharge")]
    [DataRow("Exempt")]
    [DataRow("Zero")]
    public async Task The_base_is_reported_by_code_and_nothing_is_booked_on_tax(string kind)
    {
        await using var host = await FinanceHost.StartAsync();
        var setUp = FinanceSample.Setup();
        setUp["salesTaxCodes"]![0]!["kind"] = kind;
        (await host.SetupAsync(setUp)).Ok();
        await new TestInvoice("PF-1").Line("work", 100m).PostAsync(host);
        CollectionAssert.AreEqual(
            new[]
            {
                "Project - WIP - sales value|-100|-125|-115",
                "Project - accrued revenue|100|125|115",
                "Project - invoiced revenue|-100|-125|-115",
                "Customer balance|100|125|115",
            },
            await Books.OfInvoiceAsync(host, "PF-1")
        );
        var tax = (await host.RowsAsync("SalesTaxTransactions")).Single();
        Assert.AreEqual(
            $"{kind} 0 100 125 115 0 0",
            $"{tax["Kind"]} {Books.Number(tax["Percent"])} {Books.Number(tax["BaseAmount"])} {Books.Number(tax["AccountingBaseAmount"])} "
                + $"{Books.Number(tax["ReportingBaseAmount"])} {Books.Number(tax["TaxAmount"])} {Books.Number(tax["AccountingTaxAmount"])}"
        );
        await host.BooksAgreeAsync();
    }
}
