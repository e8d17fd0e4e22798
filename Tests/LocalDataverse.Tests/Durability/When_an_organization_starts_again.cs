using LocalDataverse.Faults;
using LocalDataverse.Metadata;
using LocalDataverse.Registration;
using LocalDataverse.Tests.Organization;
using Microsoft.Xrm.Sdk;
using Microsoft.Xrm.Sdk.Messages;
using Microsoft.Xrm.Sdk.Query;

namespace LocalDataverse.Tests.Durability;

[TestClass]
public sealed class When_an_organization_starts_again
{
    private readonly MemoryLog log = new();

    [TestMethod]
    public void Every_row_is_as_it_was_with_its_version()
    {
        var sample = new Sample(Options);
        var parent = sample.Order("parent");
        var order = sample.Order(
            "full",
            ("new_code", "A-1"),
            ("new_amount", new Money(12.34m)),
            ("new_exact", new Money(-0.0001m)),
            ("new_quantity", 1.5m),
            ("new_count", -7),
            ("new_kind", new OptionSetValue(2)),
            ("new_tags", new OptionSetValueCollection([new OptionSetValue(3), new OptionSetValue(1)])),
            ("new_urgent", true),
            ("new_day", new DateTime(2026, 2, 28)),
            ("new_at", new DateTime(2026, 2, 28, 23, 59, 59, DateTimeKind.Utc)),
            ("new_parentid", new EntityReference("new_order", parent)),
            ("new_region", "Größe \u2713 \ud83d\ude00")
        );
        sample.Line(order, 1);
        sample.Admin.Update(new Entity("new_order", order) { ["new_note"] = "twice" });

        Assert.IsEmpty(sample.Organization.DumpState().DifferencesTo(Again().DumpState()));
    }

    [TestMethod]
    public void Tables_columns_keys_and_relationships_are_as_they_were()
    {
        var sample = new Sample(Options);
        sample.Organization.AddColumn(
            "new_order",
            new ColumnMetadata("new_limit", ColumnType.Integer)
            {
                MinValue = 1,
                MaxValue = 9,
                Default = 5,
                Description = "From one to nine",
            }
        );
        sample.Organization.AddOptions("new_order", "new_kind", [new ChoiceOption(9, "Huge")]);
        sample.Organization.AddKey("new_order", new AlternateKey("new_orderkey", "Order Key", ["new_code"]));
        sample.Organization.AddRelationship(
            new RelationshipMetadata("new_order_line", "new_order", "new_line", "new_orderid", DeleteBehavior.Cascade)
            {
                ReferencedNavigationProperty = "lines",
            }
        );
        var again = Again();

        var before = sample.Organization.Metadata;
        Assert.HasCount(before.Tables.Count, again.Metadata.Tables);
        foreach (var table in before.Tables)
        {
            var restored = again.Metadata.Table(table.LogicalName)!;
            Assert.AreEqual(Text(table), Text(restored));
        }

        Assert.AreEqual(before.Relationship("new_order_line"), again.Metadata.Relationship("new_order_line"));
        CollectionAssert.AreEquivalent(
            before.Relationships.Select(one => one.ToString()).ToList(),
            again.Metadata.Relationships.Select(one => one.ToString()).ToList()
        );
        CollectionAssert.AreEquivalent(before.ManyToManyRelationships.ToList(), again.Metadata.ManyToManyRelationships.ToList());
        again.CreateService(again.AdministratorId).Create(Sample.NewOrder("one", ("new_code", "A")));
        Sample.Refused(ErrorCode.DuplicateKey, () => again.CreateService(again.AdministratorId).Create(Sample.NewOrder("two", ("new_code", "a"))));
        Sample.Refused(ErrorCode.ValueOutOfRange, () => again.CreateService(again.AdministratorId).Create(Sample.NewOrder("three", ("new_limit", 10))));
    }

    [TestMethod]
    public void A_transaction_that_was_rolled_back_has_left_nothing()
    {
        var sample = new Sample(Options);
        var before = sample.Organization.DumpState();
        Assert.ThrowsExactly<InvalidOperationException>(() =>
            sample.Organization.InTransaction(
                new Caller(sample.Organization.AdministratorId),
                service =>
                {
                    service.Create(Sample.NewOrder("never"));
                    sample.Organization.AddColumn("new_order", new ColumnMetadata("new_never", ColumnType.Integer));
                    throw new InvalidOperationException("no");
                }
            )
        );

        var again = Again();
        Assert.IsEmpty(before.DifferencesTo(again.DumpState()));
        Assert.IsNull(again.Metadata.Table("new_order")!.Column("new_never"));
    }

    [TestMethod]
    public void Metadata_and_rows_of_one_transaction_come_back_together()
    {
        var sample = new Sample(Options);
        var transactions = log.Transactions;
        sample.Organization.InTransaction(
            new Caller(sample.Organization.AdministratorId),
            service =>
            {
                sample.Organization.AddColumn("new_order", new ColumnMetadata("new_extra", ColumnType.Integer));
                service.Create(Sample.NewOrder("extra", ("new_extra", 4)));
            }
        );

        Assert.AreEqual(transactions + 1, log.Transactions);
        var again = Again();
        Assert.IsEmpty(sample.Organization.DumpState().DifferencesTo(again.DumpState()));
        Assert.IsNotNull(again.Metadata.Table("new_order")!.Column("new_extra"));
    }

    [TestMethod]
    public void What_the_log_does_not_take_is_not_committed()
    {
        var sample = new Sample(Options);
        sample.Order("kept");
        log.Appending = _ => throw new InvalidOperationException("The disk is full.");

        Assert.IsEmpty(sample.Changes(() => Sample.Refused(ErrorCode.Unexpected, () => sample.Order("lost"))));
        log.Appending = null;
        sample.Order("after");
        Assert.IsEmpty(sample.Organization.DumpState().DifferencesTo(Again().DumpState()));
    }

    [TestMethod]
    public void A_transaction_is_in_the_log_before_anybody_sees_it()
    {
        var sample = new Sample(Options);
        var seen = -1;
        log.Appending = _ => seen = sample.Count("new_order");
        sample.Order("first");
        Assert.AreEqual(0, seen);
    }

    [TestMethod]
    public void Numbers_and_versions_go_on()
    {
        var sample = new Sample(Options);
        var first = sample.Read(sample.Order("first"));
        var again = Again().CreateService(sample.Organization.AdministratorId);
        var second = again.Retrieve("new_order", again.Create(Sample.NewOrder("second")), new ColumnSet(true));

        Assert.AreEqual("O-00001", first["new_number"]);
        Assert.AreEqual("O-00002", second["new_number"]);
        Assert.IsGreaterThan(long.Parse(first.RowVersion, null), long.Parse(second.RowVersion, null));
        Assert.IsGreaterThan(0, second.Id.CompareTo(first.Id));
    }

    [TestMethod]
    public void Changes_and_deletions_are_still_tracked_from_an_old_token()
    {
        var sample = new Sample(Options);
        var (kept, changed, deleted) = (sample.Order("kept"), sample.Order("changed"), sample.Order("deleted"));
        var token = Changes(sample.Admin, null).DataToken;
        sample.Admin.Update(new Entity("new_order", changed) { ["new_note"] = "new" });
        sample.Admin.Delete("new_order", deleted);

        var changes = Changes(Again().CreateService(sample.Organization.AdministratorId), token).Changes;
        Assert.HasCount(2, changes);
        Assert.AreEqual(changed, ((NewOrUpdatedItem)changes[0]).NewOrUpdatedEntity.Id);
        Assert.AreEqual(deleted, ((RemovedOrDeletedItem)changes[1]).RemovedItem.Id);
        Assert.AreNotEqual(kept, changed);
    }

    [TestMethod]
    public void Waiting_steps_run_with_the_context_they_were_queued_with()
    {
        IPluginExecutionContext? before = null;
        IPluginExecutionContext? after = null;
        var sample = new Sample(Options);
        sample.On("Update", "new_order", PipelineStage.PreValidation, call => call.Context.SharedVariables["note"] = "from before");
        sample.On(
            "Update",
            "new_order",
            PipelineStage.PostOperation,
            call => before = call.Context,
            images: [new StepImage(Guid.NewGuid(), "was", ImageType.PreImage, ["new_name", "new_amount"])]
        );
        sample.On(
            "Update",
            "new_order",
            PipelineStage.PostOperation,
            call => after = call.Context,
            StepMode.Asynchronous,
            images: [new StepImage(Guid.NewGuid(), "was", ImageType.PreImage, ["new_name", "new_amount"])]
        );
        var order = sample.Order("first", ("new_amount", new Money(3)));
        sample.Admin.Update(
            new Entity("new_order", order)
            {
                ["new_name"] = "second",
                ["new_kind"] = new OptionSetValue(1),
                ["new_tags"] = new OptionSetValueCollection([new OptionSetValue(2)]),
                ["new_parentid"] = new EntityReference("new_order", order),
                ["new_amount"] = new Money(4.5m),
                ["new_day"] = null,
            }
        );
        var again = Again();
        Register(sample, again);

        Assert.AreEqual(new AsyncRunResult(1, 1, 0), again.RunAsyncOperations());
        Assert.AreEqual(order, after!.PrimaryEntityId);
        Assert.AreEqual("Update", after.MessageName);
        Assert.AreEqual("first", after.PreEntityImages["was"]["new_name"]);
        Assert.AreEqual(3m, ((Money)after.PreEntityImages["was"]["new_amount"]).Value);
        Assert.AreEqual("from before", after.ParentContext!.ParentContext?.SharedVariables["note"] ?? after.ParentContext.SharedVariables["note"]);
        Assert.AreEqual(before!.CorrelationId, after.CorrelationId);
        Assert.AreEqual(before.OperationId, after.OperationId);
        Assert.AreEqual(before.OperationCreatedOn, after.OperationCreatedOn);
        Assert.AreEqual(before.UserId, after.UserId);
        var target = (Entity)after.InputParameters["Target"];
        Assert.AreEqual("second", target["new_name"]);
        Assert.AreEqual(new OptionSetValue(1), target["new_kind"]);
        Assert.AreEqual(new EntityReference("new_order", order), target["new_parentid"]);
        Assert.AreEqual(4.5m, ((Money)target["new_amount"]).Value);
        Assert.IsTrue(target.Contains("new_day"));
        Assert.IsNull(target["new_day"]);
    }

    [TestMethod]
    public void A_step_that_was_in_progress_runs_again()
    {
        var sample = new Sample(Options);
        DataverseOrganization? again = null;
        var runs = 0;
        sample.On(
            "Create",
            "new_order",
            PipelineStage.PostOperation,
            _ =>
            {
                // The first process ends here, as far as its log tells.
                if (++runs == 1)
                {
                    again = Again();
                    throw new InvalidPluginExecutionException("The process has ended.");
                }
            },
            StepMode.Asynchronous
        );
        sample.Order("first");
        sample.Organization.RunAsyncOperations();
        Register(sample, again!);

        Assert.AreEqual(new AsyncRunResult(1, 1, 0), again!.RunAsyncOperations());
        Assert.AreEqual(2, runs);
    }

    [TestMethod]
    public async Task A_host_is_told_at_the_start_to_run_what_waits()
    {
        var sample = new Sample(Options);
        sample.On("Create", "new_order", PipelineStage.PostOperation, _ => { }, StepMode.Asynchronous);
        sample.Order("first");

        await Again().WaitForAsyncOperationsAsync(TestContext.CancellationToken).WaitAsync(TimeSpan.FromSeconds(30), TestContext.CancellationToken);
    }

    [TestMethod]
    public void A_second_start_changes_nothing()
    {
        var sample = new Sample(Options);
        sample.Order("first");
        var second = log.Copy();
        var once = new DataverseOrganization(new OrganizationOptions { TransactionLog = second }).DumpState();
        var twice = new DataverseOrganization(new OrganizationOptions { TransactionLog = second }).DumpState();
        Assert.IsEmpty(sample.Organization.DumpState().DifferencesTo(once));
        Assert.IsEmpty(once.DifferencesTo(twice));
    }

    [TestMethod]
    public void A_fork_writes_into_no_log()
    {
        var sample = new Sample(Options);
        sample.Order("first");
        var transactions = log.Transactions;
        sample.Fork().Order("second");
        Assert.AreEqual(transactions, log.Transactions);
    }

    public TestContext TestContext { get; set; } = null!;

    private OrganizationOptions Options => new() { TransactionLog = log };

    private DataverseOrganization Again() => new(new OrganizationOptions { TransactionLog = log.Copy(), Clock = new ManualClock() });

    /// <summary>Assemblies of this process are no part of the log: a new start has to name them again.</summary>
    private static void Register(Sample sample, DataverseOrganization again)
    {
        again.RegisterAssembly(typeof(DelegatePlugin).Assembly);
        Assert.HasCount(sample.Organization.Steps.Count, again.Steps);
    }

    private static string Text(TableMetadata table) => Newtonsoft.Json.JsonConvert.SerializeObject(table);

    private static BusinessEntityChanges Changes(IOrganizationService service, string? token) =>
        (
            (RetrieveEntityChangesResponse)
                service.Execute(
                    new RetrieveEntityChangesRequest
                    {
                        EntityName = "new_order",
                        Columns = new ColumnSet(true),
                        DataVersion = token,
                        PageInfo = new PagingInfo { Count = 100, PageNumber = 1 },
                    }
                )
        ).EntityChanges;
}
