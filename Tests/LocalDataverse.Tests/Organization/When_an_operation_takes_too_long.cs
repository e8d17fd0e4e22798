using LocalDataverse.Faults;
using LocalDataverse.Registration;
using Microsoft.Xrm.Sdk;
using Microsoft.Xrm.Sdk.Messages;
using Microsoft.Xrm.Sdk.Query;

namespace LocalDataverse.Tests.Organization;

[TestClass]
public sealed class When_an_operation_takes_too_long
{
    private static readonly TimeSpan TwoMinutes = TimeSpan.FromMinutes(2);
    private static readonly TimeSpan Moment = TimeSpan.FromSeconds(1);
    private readonly Sample sample = new();

    [TestMethod]
    public void It_fails_after_two_minutes_and_leaves_nothing()
    {
        sample.On(
            "Create",
            "new_order",
            PipelineStage.PostOperation,
            call =>
            {
                call.Service.Create(new Entity("new_line") { ["new_position"] = 1 });
                sample.Clock.Advance(TwoMinutes + Moment);
            }
        );

        Assert.IsEmpty(
            sample.Changes(() =>
            {
                var fault = Sample.Refused(ErrorCode.SandboxTimeout, () => sample.Order("slow"));
                StringAssert.Contains(fault.Detail.Message, "timed-out at the Sandbox", StringComparison.Ordinal);
                Assert.AreEqual(500, DataverseFault.HttpStatusOf(fault.Detail));
            })
        );
    }

    [TestMethod]
    public void Exactly_two_minutes_are_still_in_time()
    {
        sample.On("Create", "new_order", PipelineStage.PostOperation, _ => sample.Clock.Advance(TwoMinutes));
        sample.Order("just in time");
        Assert.AreEqual(1, sample.Count("new_order"));
    }

    [TestMethod]
    public void All_its_steps_and_their_calls_count_together()
    {
        sample.On("Create", "new_order", PipelineStage.PreValidation, _ => sample.Clock.Advance(TimeSpan.FromSeconds(50)));
        sample.On("Create", "new_order", PipelineStage.PostOperation, call => call.Service.Create(new Entity("new_line") { ["new_position"] = 1 }));
        sample.On("Create", "new_line", PipelineStage.PreOperation, _ => sample.Clock.Advance(TimeSpan.FromSeconds(71)));

        Assert.IsEmpty(sample.Changes(() => Sample.Refused(ErrorCode.SandboxTimeout, () => sample.Order("slow in parts"))));
    }

    [TestMethod]
    public void A_call_of_a_plug_in_after_the_end_is_refused()
    {
        var reached = false;
        sample.On(
            "Create",
            "new_order",
            PipelineStage.PreOperation,
            call =>
            {
                sample.Clock.Advance(TwoMinutes + Moment);
                call.Service.RetrieveMultiple(new QueryExpression("new_line"));
                reached = true;
            }
        );

        Sample.Refused(ErrorCode.SandboxTimeout, () => sample.Order("slow"));
        Assert.IsFalse(reached);
    }

    [TestMethod]
    public void The_requests_of_one_transaction_share_the_two_minutes()
    {
        sample.On("Create", "new_order", PipelineStage.PreOperation, _ => sample.Clock.Advance(TimeSpan.FromSeconds(61)));
        var together = new ExecuteTransactionRequest
        {
            Requests = [.. new[] { "one", "two" }.Select(name => new CreateRequest { Target = Sample.NewOrder(name) })],
        };

        Assert.IsEmpty(sample.Changes(() => Sample.Refused(ErrorCode.SandboxTimeout, () => sample.Admin.Execute(together))));
    }

    [TestMethod]
    public void Requests_that_only_travel_together_have_two_minutes_each()
    {
        sample.On("Create", "new_order", PipelineStage.PreOperation, _ => sample.Clock.Advance(TimeSpan.FromSeconds(61)));
        var requests = new OrganizationRequestCollection();
        requests.AddRange(new[] { "one", "two" }.Select(name => new CreateRequest { Target = Sample.NewOrder(name) }));
        var answer = (ExecuteMultipleResponse)
            sample.Admin.Execute(
                new ExecuteMultipleRequest
                {
                    Requests = requests,
                    Settings = new ExecuteMultipleSettings { ContinueOnError = true, ReturnResponses = true },
                }
            );

        Assert.IsFalse(answer.IsFaulted);
        Assert.AreEqual(2, sample.Count("new_order"));
    }

    [TestMethod]
    public void An_asynchronous_step_has_two_minutes_of_its_own()
    {
        sample.On("Create", "new_order", PipelineStage.PreOperation, _ => sample.Clock.Advance(TimeSpan.FromSeconds(110)));
        sample.On(
            "Create",
            "new_order",
            PipelineStage.PostOperation,
            call =>
            {
                sample.Clock.Advance(TimeSpan.FromSeconds(110));
                call.Service.Create(new Entity("new_line") { ["new_position"] = 1 });
            },
            StepMode.Asynchronous
        );
        sample.Order("slow");

        Assert.AreEqual(new AsyncRunResult(1, 1, 0), sample.Organization.RunAsyncOperations());
        Assert.AreEqual(1, sample.Count("new_line"));
    }

    [TestMethod]
    public void An_asynchronous_step_that_takes_longer_fails_without_another_run()
    {
        sample.On(
            "Create",
            "new_order",
            PipelineStage.PostOperation,
            call =>
            {
                call.Service.Create(new Entity("new_line") { ["new_position"] = 1 });
                sample.Clock.Advance(TwoMinutes + Moment);
                call.Service.Create(new Entity("new_line") { ["new_position"] = 2 });
            },
            StepMode.Asynchronous
        );
        sample.Order("slow");

        Assert.AreEqual(new AsyncRunResult(1, 0, 1), sample.Organization.RunAsyncOperations());
        Assert.AreEqual(1, sample.Count("new_line"), "The calls before the end were transactions of their own.");
        var job = sample.Admin.RetrieveMultiple(new QueryExpression("asyncoperation") { ColumnSet = new ColumnSet(true) }).Entities.Single();
        Assert.AreEqual(31, job.GetAttributeValue<OptionSetValue>("statuscode").Value);
        Assert.AreEqual(ErrorCode.SandboxTimeout, job["errorcode"]);
    }

    [TestMethod]
    public void Nothing_fails_where_the_limit_is_switched_off()
    {
        var unlimited = new Sample(new OrganizationOptions { OperationTimeLimit = null });
        unlimited.On("Create", "new_order", PipelineStage.PostOperation, _ => unlimited.Clock.Advance(TimeSpan.FromHours(3)));
        unlimited.Order("slow");
        Assert.AreEqual(1, unlimited.Count("new_order"));
    }
}
