using System.Text.Json.Nodes;
using ProjectInvoice.Finance.Tests.Support;

namespace ProjectInvoice.Finance.Tests.Posting;

[TestClass]
public sealed class When_prices_include_sales_tax
{
    [TestMethod]
    public async Task Net_and_tax_of_every_line_add_up_to_its_price_and_the_total_is_rounded_once()
    {
        await using var host = await StartAsync();
        await new TestInvoice("PF-1").Line("a", 33.33m).Line("b", 33.33m).Line("c", 33.34m).PostAsync(host);

        // 100 contain 16.67 of 20 %; a line 5.555 or 5.557, rounded 5.56 each: the largest gives 0.01.
        var lines = (await host.RowsAsync("ProjInvoiceProposalLines", "$orderby=Amount,LineNumber")).ConvertAll(line =>
            $"{Books.Number(line["NetAmount"])}+{Books.Number(line["SalesTaxAmount"])}"
        );
        CollectionAssert.AreEqual(new[] { "27.77+5.56", "27.77+5.56", "27.79+5.55" }, lines);
        var entries = await Books.OfInvoiceAsync(host, "PF-1");
        CollectionAssert.AreEqual(
            new[] { "Sales tax|-16.67|-20.84|-19.17", "Customer balance|100|125|115" },
            entries.Where(entry => entry.StartsWith("Sales tax", StringComparison.Ordinal) || entry.StartsWith("Customer", StringComparison.Ordinal)).ToList()
        );
        Assert.AreEqual("100", Books.Number((await host.RowsAsync("ProjInvoices")).Single()["InvoiceAmount"]));
        await host.BooksAgreeAsync();
    }

    [TestMethod]
    public async Task A_credit_takes_back_the_price_though_the_contract_excludes_tax_by_now()
    {
        await using var host = await StartAsync();
        await new TestInvoice("PF-1").Line("a", 99.99m).PostAsync(host);
        (await host.SetupAsync(FinanceSample.Setup())).Ok();
        await new TestInvoice("PF-2").Credit("a", 99.99m).PostAsync(host);

        // The agreement of the contract is 1.25 USD for a pound; 99.99 hold 16.665 of tax.
        CollectionAssert.AreEqual(
            new[] { "Project - invoiced revenue|83.32|104.15|95.82", "Sales tax|16.67|20.84|19.17", "Customer balance|-99.99|-124.99|-114.99" },
            await Books.OfInvoiceAsync(host, "PF-2")
        );
        await host.BooksAgreeAsync();
    }

    [TestMethod]
    public async Task Two_codes_of_one_line_are_both_contained_in_its_price()
    {
        await using var host = await StartAsync(setUp =>
        {
            setUp["salesTaxCodes"]!
                .AsArray()
                .Add(
                    new JsonObject
                    {
                        ["company"] = "USPM",
                        ["code"] = "CITY",
                        ["kind"] = "Reduced",
                        ["account"] = "202300",
                        ["rates"] = new JsonArray(new JsonObject { ["validFrom"] = "2020-01-01", ["percent"] = 5 }),
                    }
                );
            setUp["salesTaxGroups"]![0]!["codes"]!.AsArray().Add("CITY");
            setUp["itemSalesTaxGroups"]![0]!["codes"]!.AsArray().Add("CITY");
        });
        await new TestInvoice("PF-1").Line("a", 100m).PostAsync(host);
        var taxes = (await host.RowsAsync("SalesTaxTransactions", "$orderby=TaxCode")).ConvertAll(tax =>
            $"{tax["TaxCode"]} {Books.Number(tax["BaseAmount"])} {Books.Number(tax["TaxAmount"])} {Books.Number(tax["AccountingTaxAmount"])} "
            + $"{Books.Number(tax["ReportingTaxAmount"])}"
        );
        CollectionAssert.AreEqual(new[] { "CITY 80 4 5 4.6", "UK20 80 16 20 18.4" }, taxes);
        await host.BooksAgreeAsync();
    }

    private static async Task<FinanceHost> StartAsync(Action<JsonObject>? change = null)
    {
        var host = await FinanceHost.StartAsync();
        var setUp = FinanceSample.Setup();
        setUp["contracts"]![0]!["pricesIncludeSalesTax"] = true;
        change?.Invoke(setUp);
        (await host.SetupAsync(setUp)).Ok();
        return host;
    }
}
