using System.Text.Json.Nodes;
using Finance.Tests.Support;

namespace Finance.Tests.Api;

/// <summary>The fields of ProjActualsImports as the product publishes them: each is taken and read back as a value of its kind.</summary>
[TestClass]
public sealed class When_published_fields_are_sent
{
    private const string Texts =
        "ExternalDescription ExternalReference CustomerAccountNumber ExternalOriginReference SubcontractLine VoucherNumber BookableResourceName SubConInvoiceId Description ProductNumber ProductDescription InvoiceId TransactionCategoryId TaskNumber UnitOfMeasure InvoiceProposalId ContractLineId MatchedVendorInvoice FundingSource ContractId VendInvoiceLineProjTransId ProjectId";

    private const string Companies = "dataAreaId ResourcingCompany ProjectDataAreaId";
    private const string Numbers = "UnitPrice UnitPriceMST AccountingAmount SalesTaxAmount ExchangeRate Amount Quantity";
    private const string WholeNumbers = "Status StatusReason BillingStatusId ContractLine AdjustmentStatus";
    private const string Ids = "ActualsImportId OwningUser ActualId ContractingUnit ResourceId ResourceOperationUnitId OwningBusinessId";
    private const string Dates = "EndDate DocumentDate AccountingDate ExchangeRateDate StartDate";
    private static readonly string[] WrittenBack = ["VoucherNumber", "AccountingAmount", "SalesTaxAmount", "ExchangeRate"];

    [TestMethod]
    public async Task Each_is_taken_and_read_back()
    {
        await using var host = await FinanceHost.StartAsync();
        (await host.SetUpAsync(FinanceSample.SetUp())).Ok();
        var row = new JsonObject
        {
            ["TransactionType"] = "Sales",
            ["BillingType"] = "Chargeable",
            ["IsJournalized"] = "No",
            ["ProjActualsImportSync"] = "Yes",
            ["TransactionClassification"] = FinanceSample.Time,
            ["TransactionCurrencyId"] = "GBP",
        };
        Fill(row, Texts, name => name);
        Fill(row, Companies, _ => "USPM");
        Fill(row, Numbers, _ => 12.5m);
        Fill(row, WholeNumbers, _ => 7);
        Fill(row, Ids, name => FinanceSample.Id(name).ToString());
        Fill(row, Dates, _ => "2026-09-15T12:00:00Z");
        Assert.HasCount(55, row);
        Assert.AreEqual(201, (await host.SendRowAsync("ProjActualsImports", row)).Status);
        var read = (await host.RowsAsync("ProjActualsImports")).Single();
        foreach (var (name, sent) in row)
        {
            Assert.IsTrue(read.AsObject().ContainsKey(name), name);
            var expected = WrittenBack.Contains(name) ? null : Dates.Split(' ').Contains(name) ? "2026-09-15" : sent!.ToString();
            Assert.AreEqual(expected, read[name]?.ToString(), name);
            Assert.IsTrue(expected is null || Dates.Split(' ').Contains(name) || sent!.GetValueKind() == read[name]!.GetValueKind(), name);
        }
    }

    private static void Fill(JsonObject row, string names, Func<string, JsonNode> value)
    {
        foreach (var name in names.Split(' '))
        {
            row[name] = value(name);
        }
    }
}
