using System.Globalization;
using ProjectInvoice.Finance.Tests.Support;

namespace ProjectInvoice.Finance.Tests;

/// <summary>The worked case: 4 h at 250 GBP for a company in USD, fixed rate 1.25.</summary>
[TestClass]
public sealed class When_four_hours_are_billed_in_pounds_at_a_fixed_rate
{
    [TestMethod]
    public async Task Journal_and_invoice_are_booked_to_the_last_digit()
    {
        await using var host = await FinanceHost.StartAsync();
        (await host.SetupAsync(FinanceSample.Setup())).Ok();
        var invoice = new TestInvoice("PF-1003").Line("hours", 1000m, 4);
        var posted = (await invoice.PostAsync(host)).Json;

        Assert.AreEqual("INV-000001", (string?)posted["customerInvoiceNumber"]);
        Assert.AreEqual("INV-V-000001", (string?)posted["voucher"]);
        Assert.AreEqual("2026-09-30", (string?)posted["invoiceDate"]);
        Assert.AreEqual("Posted", (string?)posted["outcome"]);
        string[] expected =
        [
            "PJV-000001|Project - WIP - sales value|161300|GBP|1000|1250|1150|",
            "PJV-000001|Project - accrued revenue|420200|GBP|-1000|-1250|-1150|",
            "INV-V-000001|Project - WIP - sales value|161300|GBP|-1000|-1250|-1150|PF-1003",
            "INV-V-000001|Project - accrued revenue|420200|GBP|1000|1250|1150|PF-1003",
            "INV-V-000001|Project - invoiced revenue|411100|GBP|-1000|-1250|-1150|PF-1003",
            "INV-V-000001|Sales tax|202200|GBP|-200|-250|-230|PF-1003",
            "INV-V-000001|Customer balance|130100|GBP|1200|1500|1380|PF-1003",
        ];
        var entries = await host.RowsAsync("GeneralJournalAccountEntries", "$orderby=Voucher desc,LineNumber");
        CollectionAssert.AreEqual(
            expected,
            entries.ConvertAll(row =>
                string.Join(
                    '|',
                    row["Voucher"],
                    row["PostingType"],
                    row["MainAccount"],
                    row["Currency"],
                    Number(row["Amount"]),
                    Number(row["AccountingAmount"]),
                    Number(row["ReportingAmount"]),
                    row["InvoiceProposalId"]
                )
            )
        );

        var billed = (
            await host.RowsAsync("ProjActualsImports", "$filter=TransactionType eq Microsoft.Dynamics.DataEntities.ProjCDSTransType'BilledSales'")
        ).Single();
        Assert.AreEqual("INV-V-000001", (string?)billed["VoucherNumber"]);
        Assert.AreEqual(1.25m, (decimal)billed["ExchangeRate"]!);
        Assert.AreEqual(1250m, (decimal)billed["AccountingAmount"]!);
        Assert.AreEqual(200m, (decimal)billed["SalesTaxAmount"]!);
        var customerInvoice = (await host.RowsAsync("ProjInvoices")).Single();
        Assert.AreEqual("2026-10-30", (string?)customerInvoice["DueDate"]);
        Assert.AreEqual(1500m, (decimal)customerInvoice["InvoiceAmountAccounting"]!);
        await host.BooksAgreeAsync();
    }

    private static string Number(System.Text.Json.Nodes.JsonNode? value) => ((decimal)value!).ToString("0.####", CultureInfo.InvariantCulture);
}
