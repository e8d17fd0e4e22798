using Newtonsoft.Json.Linq;
using ProjectInvoice.Connector.Delivery;
using ProjectInvoice.Connector.FinanceSystem;
using ProjectInvoice.Connector.Storage;
using ProjectInvoice.Connector.TableMaps;
using ProjectInvoice.Connector.Tests.Servers;

namespace ProjectInvoice.Connector.Tests;

[TestClass]
internal sealed class When_rows_change_in_Dataverse
{
    [TestMethod]
    public async Task An_actual_arrives_with_everything_its_map_says()
    {
        await using var situation = await Situation.StartedAsync();
        var sample = new Sample(situation.Dataverse);
        var id = sample.Actual(Sample.Billed, 1000.50m);

        await situation.SynchronizeAsync();

        var row = situation.Finance.Rows("ProjActualsImports").Single();
        Assert.AreEqual("USPM", (string?)row["dataAreaId"]);
        Assert.AreEqual(id.ToString("D"), (string?)row["ActualsImportId"]);
        Assert.AreEqual("BilledSales", (string?)row["TransactionType"]);
        Assert.AreEqual("Chargeable", (string?)row["BillingType"]);
        Assert.AreEqual("TimeAndMaterial", (string?)row["BillingMethod"], "of the contract line");
        Assert.AreEqual(192350000, (long)row["TransactionClassification"]!);
        Assert.AreEqual(1000.5m, (decimal)row["Amount"]!);
        Assert.AreEqual(250.125m, (decimal)row["UnitPrice"]!);
        Assert.AreEqual("GBP", (string?)row["TransactionCurrencyId"]);
        Assert.AreEqual("Bottling line", (string?)row["ProjectId"]);
        Assert.AreEqual("CON-00021", (string?)row["ContractId"]);
        Assert.AreEqual("FS-1", (string?)row["FundingSource"]);
        Assert.AreEqual("C-0001", (string?)row["CustomerAccountNumber"]);
        Assert.AreEqual("PF-1003", (string?)row["InvoiceProposalId"]);
        Assert.AreEqual(sample.Line.ToString("D"), (string?)row["ContractLineId"]);
        StringAssert.StartsWith((string?)row["AccountingDate"], "2026-09-30", StringComparison.Ordinal);
    }

    [TestMethod]
    public async Task A_number_wins_over_what_stands_in_for_it()
    {
        await using var situation = await Situation.StartedAsync();
        var sample = new Sample(situation.Dataverse);
        situation.Dataverse.Put("msdyn_project", sample.Project, new { msdyn_projectnumber = "PRJ-0001" });
        situation.Dataverse.Put("salesorder", sample.Contract, new { msdyn_salesordernumber = "CON-F-1" });
        sample.Actual(Sample.Unbilled);

        await situation.SynchronizeAsync();

        var row = situation.Finance.Rows("ProjActualsImports").Single();
        Assert.AreEqual("PRJ-0001", (string?)row["ProjectId"]);
        Assert.AreEqual("CON-F-1", (string?)row["ContractId"]);
    }

    [TestMethod]
    public async Task Rows_marked_skip_sync_and_connections_to_other_tables_stay_here()
    {
        await using var situation = await Situation.StartedAsync();
        var sample = new Sample(situation.Dataverse);
        var original = sample.Actual(Sample.Unbilled);
        var reversal = sample.Actual(Sample.Unbilled, -1000m, skipSync: true);
        var sent = sample.Connection(reversal, "Reversing", original, "Original");
        sample.Connection(original, "Unbilled Sales", Guid.NewGuid(), "Billed Sales", "msdyn_invoicelinetransaction");

        await situation.SynchronizeAsync();

        Assert.AreEqual(original.ToString("D"), (string?)situation.Finance.Rows("ProjActualsImports").Single()["ActualsImportId"]);
        Assert.AreEqual(sent.ToString("D"), (string?)situation.Finance.Rows("ProjTransactionRelationships").Single()["ConnectionId"]);
    }

    [TestMethod]
    public async Task A_milestone_arrives_when_it_is_saved()
    {
        await using var situation = await Situation.StartedAsync();
        var sample = new Sample(situation.Dataverse);
        var milestone = situation.Dataverse.Put(
            "msdyn_contractlinescheduleofvalue",
            new
            {
                msdyn_name = "Go-live",
                msdyn_amount = 5000m,
                msdyn_transactionclassification = 192350003,
                msdyn_contract = sample.Contract,
                msdyn_contractlineid = sample.Line,
                msdyn_milestonedate = "2026-09-30",
                transactioncurrencyid = sample.Currency,
            }
        );

        await situation.SynchronizeAsync();

        var row = situation.Finance.Rows("ProjectContractLineMilestones").Single();
        Assert.AreEqual("USPM", (string?)row["dataAreaId"]);
        Assert.AreEqual(milestone.ToString("D"), (string?)row["ContractLineMilestoneIdentifier"]);
        Assert.AreEqual(5000m, (decimal)row["Amount"]!);
        Assert.AreEqual("C-0001", (string?)row["CustomerAccountNumber"]);
    }

    [TestMethod]
    public async Task A_billed_milestone_names_the_milestone_of_the_detail_it_comes_from()
    {
        await using var situation = await Situation.StartedAsync();
        var sample = new Sample(situation.Dataverse);
        var milestone = Guid.NewGuid();
        var detail = situation.Dataverse.Put("msdyn_invoicelinetransaction", new { pinv_milestoneid = milestone });
        var billed = sample.Actual(Sample.Billed, 5000m);
        situation.Dataverse.Put("msdyn_actual", billed, new { msdyn_transactionclassification = 192350003 });
        var time = sample.Actual(Sample.Billed);
        foreach (var actual in new[] { billed, time })
        {
            situation.Dataverse.Put(
                "msdyn_transactionorigin",
                new
                {
                    msdyn_transaction = actual.ToString("D"),
                    msdyn_transactiontype = "msdyn_actual",
                    msdyn_origin = detail.ToString("D"),
                    msdyn_origintype = "msdyn_invoicelinetransaction",
                }
            );
        }

        await situation.SynchronizeAsync();

        var rows = situation.Finance.Rows("ProjActualsImports").ToDictionary(row => (string)row["ActualsImportId"]!);
        Assert.AreEqual(milestone.ToString("D"), (string?)rows[billed.ToString("D")]["MilestoneId"]);
        Assert.IsNull(rows[time.ToString("D")]["MilestoneId"], "Only billed milestones are looked for.");
        Assert.HasCount(1, situation.Dataverse.Requests.Where(DataverseServer.Path("msdyn_transactionorigins")));
    }

    [TestMethod]
    public async Task Billed_rows_of_a_retainer_name_the_retainer_of_the_detail_they_come_from_whatever_value_its_class_has()
    {
        await using var situation = await Situation.StartedAsync();
        var sample = new Sample(situation.Dataverse);
        var retainer = Guid.NewGuid();
        var detail = situation.Dataverse.Put("msdyn_invoicelinetransaction", new { pinv_retainerid = retainer });
        var (invoiced, used) = (sample.Actual(Sample.Billed, 500m), sample.Actual(Sample.Billed, -200m));
        foreach (var actual in new[] { invoiced, used })
        {
            situation.Dataverse.Put("msdyn_actual", actual, new { msdyn_transactionclassification = 690970001 });
            situation.Dataverse.Put(
                "msdyn_transactionorigin",
                new
                {
                    msdyn_transaction = actual.ToString("D"),
                    msdyn_transactiontype = "msdyn_actual",
                    msdyn_origin = detail.ToString("D"),
                    msdyn_origintype = "msdyn_invoicelinetransaction",
                }
            );
        }

        await situation.SynchronizeAsync();

        var rows = situation.Finance.Rows("ProjActualsImports").ToDictionary(row => (string)row["ActualsImportId"]!);
        Assert.AreEqual(retainer.ToString("D"), (string?)rows[invoiced.ToString("D")]["RetainerId"]);
        Assert.AreEqual(retainer.ToString("D"), (string?)rows[used.ToString("D")]["RetainerId"]);
    }

    [TestMethod]
    public async Task What_was_delivered_before_the_map_told_the_retainer_is_delivered_again()
    {
        await using var situation = await Situation.CreateAsync();
        var folder = Directory.CreateDirectory(Path.Combine(situation.Folder, "maps")).FullName;
        CopyMaps(folder, field => field != "RetainerId");
        situation.Set("TableMaps:Folder", folder);
        await situation.StartAsync();
        var sample = new Sample(situation.Dataverse);
        var (retainer, advance, other) = (Guid.NewGuid(), sample.Actual(Sample.Billed, 500m), sample.Actual(Sample.Billed));
        var detail = situation.Dataverse.Put("msdyn_invoicelinetransaction", new { pinv_retainerid = retainer });
        situation.Dataverse.Put("msdyn_actual", advance, new { msdyn_transactionclassification = 690970001 });
        situation.Dataverse.Put(
            "msdyn_transactionorigin",
            new
            {
                msdyn_transaction = advance.ToString("D"),
                msdyn_transactiontype = "msdyn_actual",
                msdyn_origin = detail.ToString("D"),
                msdyn_origintype = "msdyn_invoicelinetransaction",
            }
        );
        await situation.SynchronizeAsync();
        var requests = situation.Finance.Requests.Count;

        CopyMaps(folder, _ => true);
        await situation.CrashAndStartAsync();
        await situation.SynchronizeAsync();

        var sent = situation.Finance.Requests.Skip(requests).Where(request => request.Method == "POST").ToList();
        StringAssert.Contains(string.Join('\n', sent.Select(request => request.Json.ToString())), retainer.ToString("D"));
        Assert.IsFalse(sent.Exists(request => request.Json.ToString().Contains(other.ToString("D"), StringComparison.Ordinal)));
    }

    private static void CopyMaps(string folder, Func<string, bool> has)
    {
        foreach (var file in Directory.EnumerateFiles(Path.Combine(AppContext.BaseDirectory, "TableMaps")))
        {
            var map = JObject.Parse(File.ReadAllText(file));
            map["fields"] = new JArray(map["fields"]!.Where(field => has((string)field["field"]!)));
            File.WriteAllText(Path.Combine(folder, Path.GetFileName(file)), map.ToString());
        }
    }

    [TestMethod]
    public async Task Lookups_are_read_in_pages_and_never_row_by_row()
    {
        await using var situation = await Situation.StartedAsync();
        var sample = new Sample(situation.Dataverse);
        for (var index = 0; index < 300; index++)
        {
            sample.Actual(Sample.Unbilled);
        }

        await situation.SynchronizeAsync();

        Assert.HasCount(300, situation.Finance.Rows("ProjActualsImports"));
        Assert.IsLessThan(50, situation.Dataverse.Requests.Count(request => !request.Path.Contains("EntityDefinitions", StringComparison.Ordinal)));
        Assert.AreEqual(
            1,
            situation.Finance.Requests.Count(request =>
                request.Path.EndsWith("ProjActualsImports/Microsoft.Dynamics.DataEntities.ImportRows", StringComparison.Ordinal)
            )
        );
    }

    [TestMethod]
    public async Task What_finance_wrote_back_is_not_sent_again()
    {
        await using var situation = await Situation.StartedAsync();
        var sample = new Sample(situation.Dataverse);
        var id = sample.Actual(Sample.Billed);
        await situation.SynchronizeAsync();
        var before = situation.Finance.Requests.Count;

        situation.Dataverse.Put("msdyn_actual", id, new { msdyn_vouchernumber = "INV-V-000002", msdyn_accountingamount = 1250m });
        await situation.SynchronizeAsync();

        Assert.AreEqual(before, situation.Finance.Requests.Count);
        Assert.IsEmpty(await situation.PendingAsync());
    }

    [TestMethod]
    public async Task Only_what_changed_is_read_the_next_time()
    {
        await using var situation = await Situation.StartedAsync();
        var sample = new Sample(situation.Dataverse);
        sample.Actual(Sample.Unbilled);
        await situation.SynchronizeAsync();
        var second = sample.Actual(Sample.Unbilled);

        await situation.SynchronizeAsync();

        var last = situation.Finance.Requests.Last(request => request.Path.Contains("ProjActualsImports", StringComparison.Ordinal));
        Assert.AreEqual(second.ToString("D"), (string?)last.Json["rows"]!.Single()["ActualsImportId"]);
    }

    [TestMethod]
    public async Task A_lost_place_means_a_full_read_that_sends_only_what_is_new()
    {
        await using var situation = await Situation.StartedAsync();
        var sample = new Sample(situation.Dataverse);
        sample.Actual(Sample.Unbilled);
        await situation.SynchronizeAsync();
        var second = sample.Actual(Sample.Unbilled);
        situation.Dataverse.Fail(
            request => request.Path.EndsWith("/msdyn_actuals", StringComparison.Ordinal) && request.Option("$deltatoken") is not null,
            Reply.DataverseError(400, "0x80044352", "expired")
        );

        await situation.SynchronizeAsync();

        Assert.HasCount(2, situation.Finance.Rows("ProjActualsImports"));
        var last = situation.Finance.Requests.Last(request => request.Path.Contains("ProjActualsImports", StringComparison.Ordinal));
        Assert.AreEqual(second.ToString("D"), (string?)last.Json["rows"]!.Single()["ActualsImportId"]);
    }

    [TestMethod]
    [DataRow(true)]
    [DataRow(false)]
    public async Task Pages_are_followed_to_their_end(bool bulkAction)
    {
        await using var situation = await Situation.CreateAsync(bulkAction);
        situation.Set("Dataverse:PageSize", "7");
        situation.Set("Delivery:RowsABatch", "10");
        await situation.StartAsync();
        var sample = new Sample(situation.Dataverse);
        for (var index = 0; index < 50; index++)
        {
            sample.Actual(Sample.Unbilled, index + 0.01m);
        }

        await situation.SynchronizeAsync();

        Assert.HasCount(50, situation.Finance.Rows("ProjActualsImports"));
        Assert.AreEqual((50, 0), situation.Finance.Counts);
    }

    [TestMethod]
    [DataRow(true)]
    [DataRow(false)]
    public async Task One_bad_row_never_stops_the_others(bool bulkAction)
    {
        await using var situation = await Situation.StartedAsync(bulkAction);
        var sample = new Sample(situation.Dataverse);
        for (var index = 0; index < 40; index++)
        {
            sample.Actual(Sample.Unbilled);
        }

        var bad = sample.Actual(Sample.Unbilled, description: "Bad one");
        situation.Finance.Rule = (_, row) => (string?)row["ActualId"] == bad.ToString("D") ? "Category Consulting is not set up." : null;

        await situation.SynchronizeAsync();

        Assert.HasCount(40, situation.Finance.Rows("ProjActualsImports"));
        var listed = (await situation.PendingAsync()).Single();
        Assert.AreEqual(WorkState.Failed, listed.State);
        Assert.AreEqual(FinanceSystemErrors.Refused.Code, listed.ErrorCode);
        Assert.AreEqual($"Actual Bad one ({bad:D})", listed.ErrorRecord);
        StringAssert.Contains(listed.ErrorText, "Category Consulting is not set up.", StringComparison.Ordinal);

        await situation.SynchronizeAsync();
        Assert.HasCount(40, situation.Finance.Rows("ProjActualsImports"), "it is not tried again by itself");
        situation.Finance.Rule = (_, _) => null;
        await situation.PostAsync("/api/rows/retry", null, Authority.AdministratorClient);
        await situation.SynchronizeAsync();
        Assert.HasCount(41, situation.Finance.Rows("ProjActualsImports"));
        Assert.IsEmpty(await situation.PendingAsync());
    }

    [TestMethod]
    public async Task A_row_without_company_is_listed_with_remedy_and_goes_once_it_has_one()
    {
        await using var situation = await Situation.StartedAsync();
        var sample = new Sample(situation.Dataverse);
        situation.Dataverse.Put("msdyn_project", sample.Project, new { msdyn_owningcompany = (Guid?)null });
        sample.Actual(Sample.Unbilled);
        await situation.SynchronizeAsync();
        var listed = (await situation.PendingAsync()).Single();
        Assert.AreEqual(TableMapErrors.ValueMissing.Code, listed.ErrorCode);
        StringAssert.Contains(listed.ErrorText, "dataAreaId", StringComparison.Ordinal);

        situation.Dataverse.Put("msdyn_project", sample.Project, new { msdyn_owningcompany = sample.Company });
        await situation.PostAsync("/api/rows/retry", null, Authority.AdministratorClient);
        await situation.SynchronizeAsync();

        Assert.HasCount(1, situation.Finance.Rows("ProjActualsImports"));
    }

    [TestMethod]
    public async Task A_listed_row_is_tried_again_when_it_changes()
    {
        await using var situation = await Situation.StartedAsync();
        var sample = new Sample(situation.Dataverse);
        var id = sample.Actual(Sample.Unbilled);
        situation.Dataverse.Put("msdyn_actual", id, new { msdyn_amount = (decimal?)null });
        await situation.SynchronizeAsync();
        Assert.AreEqual(WorkState.Failed, (await situation.PendingAsync()).Single().State);

        situation.Dataverse.Put("msdyn_actual", id, new { msdyn_amount = 5m });
        await situation.SynchronizeAsync();

        Assert.AreEqual(5m, (decimal)situation.Finance.Rows("ProjActualsImports").Single()["Amount"]!);
    }

    [TestMethod]
    public async Task A_row_deleted_after_delivery_is_listed_and_one_deleted_before_is_forgotten()
    {
        await using var situation = await Situation.StartedAsync();
        var sample = new Sample(situation.Dataverse);
        var delivered = sample.Actual(Sample.Unbilled);
        await situation.SynchronizeAsync();
        var unknown = sample.Actual(Sample.Unbilled);
        situation.Dataverse.Delete("msdyn_actual", delivered);
        situation.Dataverse.Delete("msdyn_actual", unknown);

        await situation.SynchronizeAsync();

        var listed = (await situation.PendingAsync()).Single();
        Assert.AreEqual(DeliveryErrors.RowDeleted.Code, listed.ErrorCode);
        Assert.AreEqual(delivered, listed.RecordId);
        await situation.PostAsync("/api/rows/retry", null, Authority.AdministratorClient);
        await situation.SynchronizeAsync();
        Assert.IsEmpty(await situation.PendingAsync());
    }

    [TestMethod]
    public async Task Amounts_arrive_to_the_last_digit()
    {
        await using var situation = await Situation.StartedAsync();
        var sample = new Sample(situation.Dataverse);
        var id = sample.Actual(Sample.Unbilled);
        situation.Dataverse.Put("msdyn_actual", id, new { msdyn_amount = new JRaw("79228162514264337593.5433"), msdyn_quantity = new JRaw("0.3333333333") });

        await situation.SynchronizeAsync();

        var text = situation.Finance.Requests.Last(request => request.Path.Contains("ProjActualsImports", StringComparison.Ordinal)).Text;
        StringAssert.Contains(text, "\"Amount\":79228162514264337593.5433", StringComparison.Ordinal);
        StringAssert.Contains(text, "\"Quantity\":0.3333333333", StringComparison.Ordinal);
    }
}
