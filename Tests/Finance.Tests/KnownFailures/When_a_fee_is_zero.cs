using ProjectInvoice.Finance.Tests.Support;

namespace ProjectInvoice.Finance.Tests.KnownFailures;

/// <summary>Seen elsewhere: a fee of zero blocks its invoice.</summary>
[TestClass]
public sealed class When_a_fee_is_zero
{
    [TestMethod]
    public async Task It_is_imported_and_posted_like_any_other()
    {
        await using var host = await FinanceHost.StartAsync();
        (await host.SetupAsync(FinanceSample.Setup())).Ok();
        await new TestInvoice("PF-1").Line("work", 100m).Line("fee", 0m, classification: FinanceSample.Fee).PostAsync(host);
        await new TestInvoice("PF-2").Line("only", 0m, 0, classification: FinanceSample.Fee).PostAsync(host);
        CollectionAssert.AreEqual(
            new[] { "INV-000001 Invoice 120", "INV-000002 Invoice 0" },
            (await host.RowsAsync("ProjInvoices")).ConvertAll(row => $"{row["ProjInvoiceId"]} {row["DocumentType"]} {Books.Number(row["InvoiceAmount"])}")
        );
        Assert.IsTrue(
            (await host.RowsAsync("ProjActualsImports", "$filter=Amount eq 0")).TrueForAll(row =>
                row["VoucherNumber"] is not null && Books.Number(row["AccountingAmount"]) == "0"
            )
        );
        await host.BooksAgreeAsync();
    }
}
