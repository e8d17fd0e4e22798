using System.Text.Json.Nodes;
using ProjectInvoice.Finance.Api;
using ProjectInvoice.Finance.Setup;
using ProjectInvoice.Finance.Staging;
using ProjectInvoice.Finance.Tests.Support;

namespace ProjectInvoice.Finance.Tests.Api;

/// <summary>The fields of ProjActualsImports as the product publishes them: each is taken and read back as a value of its kind.</summary>
[TestClass]
public sealed class When_published_fields_are_sent
{
    private const string Texts =
        "ExternalDescription ExternalReference CustomerAccountNumber ExternalOriginReference SubcontractLine VoucherNumber BookableResourceName "
        + "SubConInvoiceId Description ProductNumber ProductDescription InvoiceId TransactionCategoryId TaskNumber UnitOfMeasure "
        + "InvoiceProposalId ContractLineId MatchedVendorInvoice FundingSource ContractId VendInvoiceLineProjTransId ProjectId";

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
        (await host.SetupAsync(FinanceSample.Setup())).Ok();
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
            var expected =
                WrittenBack.Contains(name) ? null
                : Dates.Split(' ').Contains(name) ? "2026-09-15"
                : sent!.ToString();
            Assert.AreEqual(expected, read[name]?.ToString(), name);
            Assert.IsTrue(expected is null || Dates.Split(' ').Contains(name) || sent!.GetValueKind() == read[name]!.GetValueKind(), name);
        }
    }

    [TestMethod]
    public async Task A_date_is_a_day_or_midnight_or_noon_of_it_as_it_is_written()
    {
        await using var host = await FinanceHost.StartAsync();
        (await host.SetupAsync(FinanceSample.Setup())).Ok();
        await new TestInvoice("PF-1").Line("a", 10m).SendAsync(host);
        foreach (
            var text in new[]
            {
                "2026-09-01",
                "2026-09-01T00:00:00Z",
                "2026-09-01T12:00:00Z",
                "2026-09-01T00:00:00.000Z",
                "2026-09-01T00:00:00+02:00",
                "2026-09-01T00:00:00-11:00",
            }
        )
        {
            var row = FinanceSample.Actual(text, "Cost", 1m, date: text);
            Assert.AreEqual(201, (await host.SendRowAsync("ProjActualsImports", row)).Status, text);
            var read = (await host.RowsAsync("ProjActualsImports")).Single(staged => (Guid)staged["ActualId"]! == FinanceSample.Id(text));
            foreach (var field in new[] { "AccountingDate", "DocumentDate", "StartDate", "EndDate" })
            {
                Assert.AreEqual("2026-09-01", (string?)read[field], $"{field} {text}");
            }

            (await host.ChangeProposalAsync("PF-1", new JsonObject { ["InvoiceDate"] = text })).Ok();
            Assert.AreEqual("2026-09-01", (string?)(await host.RowsAsync("ProjInvoiceProposals")).Single()["InvoiceDate"], text);
        }

        foreach (
            var text in new[]
            {
                "2026-09-01T08:30:00Z",
                "2026-09-01T00:00:01Z",
                "2026-09-01T23:59:59Z",
                "2026-09-01T",
                "2026-09-01 00:00:00",
                "2026-09-31T00:00:00Z",
                "2026-9-1",
                "20260901",
            }
        )
        {
            var row = FinanceSample.Actual(text, "Cost", 1m);
            row["DocumentDate"] = text;
            var refused = await host.SendRowAsync("ProjActualsImports", row);
            refused.Refused(400, StagingErrors.WrongValue);
            StringAssert.Contains(refused.Text, "field DocumentDate", text);
            (await host.SendRowsAsync("ProjActualsImports", [row])).Refused(400, StagingErrors.WrongValue);
            var unchanged = await host.ChangeProposalAsync("PF-1", new JsonObject { ["InvoiceDate"] = text });
            unchanged.Refused(400, EditableSetErrors.WrongValue);
            StringAssert.Contains(unchanged.Text, "field InvoiceDate", text);
            var rate = new JsonObject
            {
                ["Type"] = "Default",
                ["From"] = "KWD",
                ["To"] = "USD",
                ["ValidFrom"] = text,
                ["Rate"] = 3.25m,
            };
            var unknown = await host.SendAsync("Finance.Administrator", HttpMethod.Post, "/data/ExchangeRates", rate);
            unknown.Refused(400, SetupErrors.WrongField);
            StringAssert.Contains(unknown.Text, "validFrom", text);
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
