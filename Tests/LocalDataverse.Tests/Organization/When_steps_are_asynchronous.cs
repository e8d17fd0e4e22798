using System.ServiceModel;
using LocalDataverse.Registration;
using Microsoft.Xrm.Sdk;
using Microsoft.Xrm.Sdk.Query;

namespace LocalDataverse.Tests.Organization;

[TestClass]
public sealed class When_steps_are_asynchronous
{
    private readonly Sample sample = new();

    [TestMethod]
    public void They_wait_as_rows_written_in_the_same_transaction()
    {
        var runs = 0;
        sample.On("Create", "new_order", PipelineStage.PostOperation, _ => runs++, StepMode.Asynchronous);
        var id = sample.Order("first");

        var job = Jobs().Single();
        Assert.AreEqual(0, runs);
        Assert.AreEqual(0, State(job));
        Assert.AreEqual(id, job["regardingobjectid"]);
        Assert.AreEqual(new AsyncRunResult(1, 1, 0), sample.Organization.RunAsyncOperations());
        Assert.AreEqual(1, runs);
        Assert.AreEqual(30, Status(Jobs().Single()));
        Assert.AreEqual(3, State(Jobs().Single()));
    }

    [TestMethod]
    public void The_context_is_that_of_the_operation_outside_any_transaction()
    {
        IPluginExecutionContext? context = null;
        sample.On(
            "Update",
            "new_order",
            PipelineStage.PostOperation,
            call => context = call.Context,
            StepMode.Asynchronous,
            images: [new StepImage(Guid.NewGuid(), "was", ImageType.PreImage, ["new_name"])]
        );
        var id = sample.Order("first");
        var startedOn = sample.Clock.GetUtcNow().UtcDateTime;
        sample.Admin.Update(new Entity("new_order", id) { ["new_name"] = "second" });
        sample.Admin.Update(new Entity("new_order", id) { ["new_note"] = "later" });
        sample.Clock.Advance(TimeSpan.FromMinutes(5));
        Assert.AreEqual(2, sample.Organization.RunAsyncOperations().Succeeded);

        Assert.IsFalse(context!.IsInTransaction);
        Assert.AreEqual(1, context.Mode);
        Assert.AreEqual(startedOn, context.OperationCreatedOn);
        Assert.AreEqual("second", context.PreEntityImages["was"]["new_name"]);
    }

    [TestMethod]
    public void Each_of_their_calls_is_a_transaction_of_its_own()
    {
        sample.On(
            "Create",
            "new_order",
            PipelineStage.PostOperation,
            call =>
            {
                call.Service.Create(new Entity("new_line") { ["new_position"] = 1 });
                Assert.ThrowsExactly<FaultException<OrganizationServiceFault>>(() => call.Service.Delete("new_order", Guid.NewGuid()));
                call.Service.Create(new Entity("new_line") { ["new_position"] = 2 });
                throw new InvalidPluginExecutionException("too late");
            },
            StepMode.Asynchronous
        );
        sample.Order("first");

        Assert.AreEqual(new AsyncRunResult(1, 0, 1), sample.Organization.RunAsyncOperations());
        Assert.AreEqual(2, sample.Count("new_line"));
    }

    [TestMethod]
    public void Retry_gives_four_runs_in_all()
    {
        var runs = 0;
        sample.On(
            "Create",
            "new_order",
            PipelineStage.PostOperation,
            _ =>
            {
                runs++;
                throw new InvalidPluginExecutionException(OperationStatus.Retry, 1, "busy");
            },
            StepMode.Asynchronous
        );
        sample.Order("first");

        Assert.AreEqual(new AsyncRunResult(4, 0, 1), sample.Organization.RunAsyncOperations());
        Assert.AreEqual(4, runs);
        Assert.AreEqual(31, Status(Jobs().Single()));
        Assert.AreEqual("busy", Jobs().Single()["message"]);
    }

    [TestMethod]
    public void A_retry_that_succeeds_ends_the_job()
    {
        var runs = 0;
        sample.On(
            "Create",
            "new_order",
            PipelineStage.PostOperation,
            _ =>
            {
                if (++runs < 3)
                {
                    throw new InvalidPluginExecutionException(OperationStatus.Retry, 1, "busy");
                }
            },
            StepMode.Asynchronous
        );
        sample.Order("first");

        Assert.AreEqual(new AsyncRunResult(3, 1, 0), sample.Organization.RunAsyncOperations());
    }

    [TestMethod]
    public void Any_other_exception_fails_the_job_at_once()
    {
        var runs = 0;
        sample.On(
            "Create",
            "new_order",
            PipelineStage.PostOperation,
            _ =>
            {
                runs++;
                throw new InvalidOperationException("broken");
            },
            StepMode.Asynchronous
        );
        sample.Order("first");

        Assert.AreEqual(new AsyncRunResult(1, 0, 1), sample.Organization.RunAsyncOperations());
        Assert.AreEqual(1, runs);
        Assert.AreEqual(-2147220956, Jobs().Single()["errorcode"]);
    }

    [TestMethod]
    public void Steps_that_they_cause_run_in_the_same_call()
    {
        var lines = 0;
        sample.On(
            "Create",
            "new_order",
            PipelineStage.PostOperation,
            call => call.Service.Create(new Entity("new_line") { ["new_position"] = 1 }),
            StepMode.Asynchronous
        );
        sample.On("Create", "new_line", PipelineStage.PostOperation, _ => lines++, StepMode.Asynchronous);
        sample.Order("first");

        Assert.AreEqual(new AsyncRunResult(2, 2, 0), sample.Organization.RunAsyncOperations());
        Assert.AreEqual(1, lines);
    }

    [TestMethod]
    public async Task A_pump_is_woken_by_the_commit()
    {
        sample.On("Create", "new_order", PipelineStage.PostOperation, _ => { }, StepMode.Asynchronous);
        var woken = sample.Organization.WaitForAsyncOperationsAsync(CancellationToken.None);
        Assert.IsFalse(woken.IsCompleted);
        sample.Order("first");

        await woken.WaitAsync(TimeSpan.FromSeconds(30), TestContext.CancellationToken);
        Assert.AreEqual(1, sample.Organization.RunAsyncOperations(TestContext.CancellationToken).Succeeded);
    }

    [TestMethod]
    public void A_postponed_job_waits_for_its_time()
    {
        sample.On("Create", "new_order", PipelineStage.PostOperation, _ => { }, StepMode.Asynchronous);
        sample.Order("first");
        sample.Admin.Update(new Entity("asyncoperation", Jobs().Single().Id) { ["postponeuntil"] = sample.Clock.GetUtcNow().UtcDateTime.AddHours(1) });

        Assert.AreEqual(0, sample.Organization.RunAsyncOperations().Runs);
        sample.Clock.Advance(TimeSpan.FromHours(2));
        Assert.AreEqual(1, sample.Organization.RunAsyncOperations().Runs);
    }

    public TestContext TestContext { get; set; } = null!;

    private static int State(Entity job) => job.GetAttributeValue<OptionSetValue>("statecode").Value;

    private static int Status(Entity job) => job.GetAttributeValue<OptionSetValue>("statuscode").Value;

    private DataCollection<Entity> Jobs() => sample.Admin.RetrieveMultiple(new QueryExpression("asyncoperation") { ColumnSet = new ColumnSet(true) }).Entities;
}
