using ProjectInvoice.Finance.Api;
using ProjectInvoice.Finance.Staging;
using ProjectInvoice.Finance.Tests.Support;

namespace ProjectInvoice.Finance.Tests;

[TestClass]
public sealed class When_users_read
{
    [TestMethod]
    public async Task Filter_select_order_paging_and_count_work()
    {
        await using var host = await StartAsync();
        (
            await host.SendRowsAsync(
                "ProjActualsImports",
                Enumerable.Range(1, 30).Select(number => FinanceSample.Actual($"row {number}", number % 2 == 0 ? "Sales" : "Cost", number))
            )
        ).Ok();
        var page = (
            await host.GetAsync(
                "/data/ProjActualsImports?cross-company=true&$filter=TransactionType eq Microsoft.Dynamics.DataEntities.ProjCDSTransType'Sales' "
                    + "and Amount gt 9.5&$orderby=Amount desc&$skip=2&$top=3&$select=Amount,TransactionType&$count=true"
            )
        )
            .Ok()
            .Json;
        Assert.AreEqual(11, (int)page["@odata.count"]!);
        var rows = page["value"]!.AsArray();
        CollectionAssert.AreEqual(new[] { 26m, 24m, 22m }, rows.Select(row => (decimal)row!["Amount"]!).ToList());
        Assert.AreEqual("Sales", (string?)rows[0]!["TransactionType"]);
        Assert.IsNull(rows[0]!["ProjectId"]);
        Assert.AreEqual("15", (await host.GetAsync("/data/ProjActualsImports/$count?cross-company=true&$filter=TransactionType eq 'Cost'")).Ok().Text);
        Assert.AreEqual("2026-09-15", (string?)(await host.RowsAsync("ProjActualsImports", "$top=1")).Single()["AccountingDate"]);
    }

    [TestMethod]
    [TestCategory("Exhaustive")]
    public async Task Pages_hold_ten_thousand_rows_and_link_to_the_next()
    {
        await using var host = await StartAsync();
        (
            await host.SendRowsAsync("ProjActualsImports", Enumerable.Range(1, 10_050).Select(number => FinanceSample.Actual($"row {number}", "Cost", number)))
        ).Ok();
        var first = (await host.GetAsync("/data/ProjActualsImports?cross-company=true&$select=ActualId")).Ok().Json;
        Assert.HasCount(10_000, first["value"]!.AsArray());
        var next = new Uri((string)first["@odata.nextLink"]!);
        var second = (await host.GetAsync(next.PathAndQuery)).Ok().Json;
        Assert.HasCount(50, second["value"]!.AsArray());
        Assert.IsNull(second["@odata.nextLink"]);
    }

    [TestMethod]
    public async Task Without_cross_company_only_the_default_company_is_seen()
    {
        await using var host = await FinanceHost.StartAsync("--DefaultCompany=ABCD");
        var setUp = FinanceSample.Setup();
        setUp["companies"]!
            .AsArray()
            .Add(
                new System.Text.Json.Nodes.JsonObject
                {
                    ["id"] = "ABCD",
                    ["name"] = "Another",
                    ["accountingCurrency"] = "USD",
                    ["reportingCurrency"] = null,
                    ["timeZone"] = null,
                }
            );
        (await host.SetupAsync(setUp)).Ok();
        (await host.SendRowAsync("ProjInvoiceProposals", new TestInvoice("PF-1").Milestone("a", 10m).Header)).Ok();
        Assert.AreEqual("[]", (await host.GetAsync("/data/ProjInvoiceProposals")).Ok().Json["value"]!.ToJsonString());
        Assert.HasCount(1, await host.RowsAsync("ProjInvoiceProposals"));
        Assert.HasCount(1, await host.RowsAsync("ProjInvoiceProposals", "$filter=dataAreaId eq 'uspm'"));
        const string Key = "/data/ProjInvoiceProposals(dataAreaId='uspm',InvoiceProposalId='PF-1')";
        (await host.GetAsync(Key)).Refused(404, EditableSetErrors.UnknownRecord);
        var found = (await host.GetAsync($"{Key}?cross-company=true")).Ok().Json;
        Assert.AreEqual("Open", (string?)found["ProposalStatus"]);
    }

    [TestMethod]
    public async Task What_cannot_be_read_is_refused_in_the_products_form()
    {
        await using var host = await StartAsync();
        var faulty = await host.GetAsync("/data/ProjInvoices?$filter=Nothing eq 1");
        faulty.Refused(400, ApiErrors.UnreadableBecause);
        StringAssert.Contains((string)faulty.Json["error"]!["innererror"]!["message"]!, "Infolog:");
        (await host.GetAsync("/data/Nothing")).Refused(404, ApiErrors.UnknownAddress);
        (await host.GetAsync("/api/nothing")).Refused(404, ApiErrors.UnknownAddress);
        StringAssert.Contains((await host.GetAsync("/data/$metadata")).Ok().Text, "EntitySet Name=\"ProjActualsImports\"");
        (
            await host.SendAsync("Finance.Integration", HttpMethod.Delete, $"/data/ProjActualsImports(dataAreaId='USPM',ActualsImportId={Guid.Empty})", null)
        ).Refused(403, StagingErrors.RowNotDeleted);
    }

    [TestMethod]
    [TestCategory("Exhaustive")]
    [DataRow("AccountingDate eq 2026-09-15")]
    [DataRow("AccountingDate eq 2026-09-15T00:00:00Z")]
    [DataRow("AccountingDate eq 2026-09-15T12:00:00Z")]
    [DataRow("2026-09-15T00:00:00%2B02:00 eq AccountingDate")]
    [DataRow("AccountingDate ge 2026-09-15T00:00:00Z and AccountingDate lt 2026-09-16T00:00:00Z")]
    [DataRow("ContractId eq 'con-00021'")]
    [DataRow("ContractId eq 'CON-00021'")]
    [DataRow("'Con-00021' eq ContractId")]
    [DataRow("startswith(ContractId,'cOn')")]
    [DataRow("contains(ProjectId,'prj')")]
    [DataRow("endswith(FundingSource,'s-1')")]
    [DataRow("ContractId in ('other','con-00021')")]
    [DataRow("dataAreaId eq 'uspm'")]
    [DataRow("TransactionType eq 'Cost'")]
    public async Task A_filter_takes_dates_as_points_in_time_and_text_in_any_case(string filter)
    {
        await using var host = await StartAsync();
        (await host.SendRowAsync("ProjActualsImports", FinanceSample.Actual("a", "Cost", 10m))).Ok();
        Assert.HasCount(1, await host.RowsAsync("ProjActualsImports", $"$filter={filter}"));
    }

    [TestMethod]
    public async Task A_filter_takes_no_time_where_there_is_none()
    {
        await using var host = await StartAsync();
        (await host.GetAsync("/data/ProjActualsImports?$filter=AccountingDate eq 2026-09-15T05:00:00Z")).Refused(400, ApiErrors.UnreadableBecause);
    }

    private static async Task<FinanceHost> StartAsync()
    {
        var host = await FinanceHost.StartAsync();
        (await host.SetupAsync(FinanceSample.Setup())).Ok();
        return host;
    }
}
