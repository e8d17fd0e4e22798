using System.ServiceModel;
using LocalDataverse.Faults;
using LocalDataverse.Registration;
using Microsoft.Xrm.Sdk;

namespace LocalDataverse.Tests.Organization;

[TestClass]
public sealed class When_faults_are_injected
{
    private readonly Sample sample = new();

    [TestMethod]
    public void Whichever_write_of_an_operation_fails_nothing_of_it_stays()
    {
        sample.On(
            "Update",
            "new_order",
            PipelineStage.PostOperation,
            call =>
            {
                for (var i = 0; i < 4; i++)
                {
                    call.Service.Create(new Entity("new_line") { ["new_position"] = i, ["new_orderid"] = call.Target.ToEntityReference() });
                }
            }
        );
        var id = sample.Order("first");
        var request = new Entity("new_order", id) { ["new_name"] = "second" };
        var fork = sample.Fork();
        fork.Organization.Faults.Clear();
        fork.Admin.Update(request);
        var writes = fork.Organization.Faults.Writes;
        Assert.AreEqual(5, writes);

        for (var number = 1; number <= writes; number++)
        {
            foreach (var before in new[] { true, false })
            {
                var changes = sample.Changes(() =>
                {
                    if (before)
                    {
                        sample.Organization.Faults.ThrowBeforeWrite(number);
                    }
                    else
                    {
                        sample.Organization.Faults.ThrowAfterWrite(number);
                    }

                    Assert.Throws<FaultException<OrganizationServiceFault>>(() => sample.Admin.Update(request));
                });
                CollectionAssert.AreEqual(Array.Empty<string>(), changes.ToArray(), $"write {number}");
            }
        }

        sample.Admin.Update(request);
        Assert.AreEqual(4, sample.Count("new_line"));
    }

    [TestMethod]
    [DataRow(PipelineStage.PreValidation)]
    [DataRow(PipelineStage.PreOperation)]
    [DataRow(PipelineStage.MainOperation)]
    [DataRow(PipelineStage.PostOperation)]
    public void A_stage_of_a_message_can_be_made_to_fail_once(PipelineStage stage)
    {
        sample.Organization.Faults.ThrowAt(stage, "Create", "new_order");
        var changes = sample.Changes(() => Sample.Refused(ErrorCode.UnexpectedSqlError, () => sample.Order("first")));

        CollectionAssert.AreEqual(Array.Empty<string>(), changes.ToArray());
        sample.Order("first");
        Assert.AreEqual(1, sample.Count("new_order"));
    }

    [TestMethod]
    public void The_asynchronous_service_can_be_made_to_fail_before_a_step_of_a_table()
    {
        var runs = 0;
        sample.On("Create", "new_order", PipelineStage.PostOperation, _ => runs++, StepMode.Asynchronous);
        sample.On("Create", "new_line", PipelineStage.PostOperation, _ => runs++, StepMode.Asynchronous);
        sample.Order("first");
        sample.Line(sample.Order("second"), 1);
        sample.Order("third");
        sample.Organization.Faults.ThrowBeforeJob(3, "new_order", () => new InvalidOperationException("stopped"));

        Assert.ThrowsExactly<InvalidOperationException>(() => sample.Organization.RunAsyncOperations());
        Assert.AreEqual(3, runs);
        Assert.AreEqual(new AsyncRunResult(1, 1, 0), sample.Organization.RunAsyncOperations());
    }

    [TestMethod]
    public void A_fork_goes_its_own_way()
    {
        var id = sample.Order("first", ("new_code", "A"));
        var fork = sample.Fork();
        CollectionAssert.AreEqual(Array.Empty<string>(), sample.Organization.DumpState().DifferencesTo(fork.Organization.DumpState()).ToArray());

        fork.Admin.Update(new Entity("new_order", id) { ["new_code"] = "B" });
        sample.Admin.Delete("new_order", id);

        Assert.AreEqual("B", fork.Read(id)["new_code"]);
        Assert.AreEqual(0, sample.Count("new_order"));
    }

    [TestMethod]
    public void Waiting_asynchronous_steps_go_with_the_fork()
    {
        var runs = 0;
        sample.On("Create", "new_order", PipelineStage.PostOperation, _ => runs++, StepMode.Asynchronous);
        sample.Order("first");
        var fork = sample.Fork();

        Assert.AreEqual(1, fork.Organization.RunAsyncOperations().Succeeded);
        Assert.AreEqual(1, sample.Organization.RunAsyncOperations().Succeeded);
        Assert.AreEqual(2, runs);
    }
}
