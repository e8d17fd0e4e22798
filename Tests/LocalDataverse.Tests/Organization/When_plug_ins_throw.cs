using System.ServiceModel;
using LocalDataverse.Faults;
using LocalDataverse.Registration;
using Microsoft.Xrm.Sdk;
using Microsoft.Xrm.Sdk.Query;

namespace LocalDataverse.Tests.Organization;

[TestClass]
public sealed class When_plug_ins_throw
{
    private readonly Sample sample = new();

    [TestMethod]
    public void A_veto_is_0x80040265_with_status_400_and_its_message_verbatim()
    {
        sample.On(
            "Create",
            "new_order",
            PipelineStage.PreOperation,
            _ => throw new InvalidPluginExecutionException(OperationStatus.Canceled, 4711, "PINV1001: no.")
        );

        var fault = Sample.Refused(ErrorCode.IsvAborted, () => sample.Order("first")).Detail;
        Assert.AreEqual(-2147220891, fault.ErrorCode);
        Assert.AreEqual("PINV1001: no.", fault.Message);
        Assert.AreEqual(400, DataverseFault.HttpStatusOf(fault));
        Assert.AreEqual("4711", fault.ErrorDetails[FaultDetail.SubErrorCode]);
        Assert.AreEqual("1", fault.ErrorDetails[FaultDetail.OperationStatus]);
    }

    [TestMethod]
    public void A_veto_may_choose_its_status()
    {
        sample.On("Create", "new_order", PipelineStage.PreOperation, _ => throw new InvalidPluginExecutionException("locked", PluginHttpStatusCode.Conflict));

        Assert.AreEqual(409, DataverseFault.HttpStatusOf(Sample.Refused(ErrorCode.IsvAborted, () => sample.Order("first")).Detail));
    }

    [TestMethod]
    public void Any_other_exception_is_0x80040224_and_names_plug_in_and_exception()
    {
        sample.On("Create", "new_order", PipelineStage.PreOperation, _ => throw new InvalidOperationException("broken"));

        var fault = Sample.Refused(ErrorCode.IsvUnexpected, () => sample.Order("first")).Detail;
        Assert.AreEqual(
            "An unexpected error occurred from ISV code. (ErrorType = ClientError) Unexpected exception from plug-in (Execute): "
                + "LocalDataverse.Tests.Organization.DelegatePlugin: System.InvalidOperationException: broken",
            fault.Message
        );
        Assert.AreEqual(400, DataverseFault.HttpStatusOf(fault));
    }

    [TestMethod]
    public void A_nested_veto_that_is_let_through_is_wrapped_unless_the_organization_is_told_otherwise()
    {
        static Sample Nested(bool keeps)
        {
            var sample = new Sample(new OrganizationOptions { NestedVetoKeepsItsMessage = keeps });
            sample.On("Create", "new_order", PipelineStage.PostOperation, call => call.Service.Create(new Entity("new_line") { ["new_position"] = 1 }));
            sample.On("Create", "new_line", PipelineStage.PreOperation, _ => throw new InvalidPluginExecutionException("PINV1001: no."));
            return sample;
        }

        StringAssert.EndsWith(Sample.Refused(ErrorCode.IsvUnexpected, () => Nested(keeps: false).Order("first")).Detail.Message, "PINV1001: no.");
        Assert.AreEqual("PINV1001: no.", Sample.Refused(ErrorCode.IsvAborted, () => Nested(keeps: true).Order("first")).Detail.Message);
    }

    [TestMethod]
    [DataRow(PipelineStage.PreValidation)]
    [DataRow(PipelineStage.PreOperation)]
    [DataRow(PipelineStage.PostOperation)]
    public void An_exception_at_any_stage_leaves_no_row_of_any_kind_behind(PipelineStage stage)
    {
        sample.On(
            "Create",
            "new_order",
            PipelineStage.PostOperation,
            call => call.Service.Create(new Entity("new_line") { ["new_position"] = 1, ["new_orderid"] = call.Target.ToEntityReference() }),
            rank: 1
        );
        sample.On("Create", "new_line", PipelineStage.PostOperation, _ => { }, StepMode.Asynchronous);
        sample.On("Create", "new_order", stage, _ => throw new InvalidPluginExecutionException("no"), rank: 2);

        CollectionAssert.AreEqual(Array.Empty<string>(), sample.Changes(() => Sample.Refused(ErrorCode.IsvAborted, () => sample.Order("first"))).ToArray());
    }

    [TestMethod]
    public void An_update_that_is_taken_back_keeps_row_versions_and_index_entries()
    {
        var id = sample.Order("first", ("new_code", "old"));
        sample.On("Update", "new_order", PipelineStage.PostOperation, _ => throw new InvalidPluginExecutionException("no"));
        var changes = sample.Changes(() =>
            Sample.Refused(ErrorCode.IsvAborted, () => sample.Admin.Update(new Entity("new_order", id) { ["new_code"] = "new" }))
        );

        CollectionAssert.AreEqual(Array.Empty<string>(), changes.ToArray());
        Assert.AreEqual(1, ByCode("old"));
        Assert.AreEqual(0, ByCode("new"));
    }

    [TestMethod]
    public void A_caught_service_exception_still_kills_the_transaction()
    {
        sample.On(
            "Create",
            "new_order",
            PipelineStage.PostOperation,
            call =>
            {
                try
                {
                    call.Service.Retrieve("new_order", Guid.NewGuid(), new ColumnSet(true));
                }
                catch (FaultException<OrganizationServiceFault>)
                {
                    // What the rule forbids.
                }
            }
        );

        var changes = sample.Changes(() => Sample.Refused(ErrorCode.TransactionCountReduced, () => sample.Order("first")));
        CollectionAssert.AreEqual(Array.Empty<string>(), changes.ToArray());
    }

    [TestMethod]
    public void After_a_caught_service_exception_there_is_no_active_transaction()
    {
        var second = 0;
        sample.On(
            "Create",
            "new_order",
            PipelineStage.PostOperation,
            call =>
            {
                try
                {
                    call.Service.Delete("new_order", Guid.NewGuid());
                }
                catch (FaultException<OrganizationServiceFault>)
                {
                    second = Assert
                        .ThrowsExactly<FaultException<OrganizationServiceFault>>(() => call.Service.Create(new Entity("new_line") { ["new_position"] = 1 }))
                        .Detail.ErrorCode;
                }
            }
        );
        Sample.Refused(ErrorCode.TransactionCountReduced, () => sample.Order("first"));

        Assert.AreEqual(-2147220911, second);
    }

    [TestMethod]
    public void In_validation_at_top_level_a_service_exception_may_be_caught_and_calls_commit_by_themselves()
    {
        sample.On(
            "Create",
            "new_order",
            PipelineStage.PreValidation,
            call =>
            {
                call.Service.Create(new Entity("new_line") { ["new_position"] = 1 });
                Assert.ThrowsExactly<FaultException<OrganizationServiceFault>>(() => call.Service.Delete("new_order", Guid.NewGuid()));
            }
        );
        sample.On("Create", "new_order", PipelineStage.PostOperation, _ => throw new InvalidPluginExecutionException("no"));
        Sample.Refused(ErrorCode.IsvAborted, () => sample.Order("first"));

        Assert.AreEqual(1, sample.Count("new_line"));
        Assert.AreEqual(0, sample.Count("new_order"));
    }

    [TestMethod]
    public void Trace_rows_survive_the_rollback()
    {
        sample.On(
            "Create",
            "new_order",
            PipelineStage.PostOperation,
            call =>
            {
                call.Tracing.Trace("step {0}", 1);
                throw new InvalidPluginExecutionException("no");
            }
        );
        Sample.Refused(ErrorCode.IsvAborted, () => sample.Order("first"));

        var trace = sample.Admin.RetrieveMultiple(new QueryExpression("plugintracelog") { ColumnSet = new ColumnSet(true) }).Entities.Single();
        Assert.AreEqual("step 1\n", trace["messageblock"]);
        Assert.AreEqual(typeof(DelegatePlugin).FullName, trace["typename"]);
        StringAssert.Contains((string)trace["exceptiondetails"], "no");
    }

    [TestMethod]
    public void A_trace_keeps_its_last_ten_kilobytes()
    {
        sample.On(
            "Create",
            "new_order",
            PipelineStage.PostOperation,
            call =>
            {
                for (var i = 0; i < 2000; i++)
                {
                    call.Tracing.Trace("line " + i);
                }

                throw new InvalidPluginExecutionException("no");
            }
        );
        Sample.Refused(ErrorCode.IsvAborted, () => sample.Order("first"));

        var text = (string)
            sample.Admin.RetrieveMultiple(new QueryExpression("plugintracelog") { ColumnSet = new ColumnSet(true) }).Entities.Single()["messageblock"];
        Assert.IsLessThanOrEqualTo(10 * 1024, text.Length);
        StringAssert.EndsWith(text, "line 1999\n");
    }

    private int ByCode(string code)
    {
        var query = new QueryExpression("new_order");
        query.Criteria.AddCondition("new_code", ConditionOperator.Equal, code);
        return sample.Admin.RetrieveMultiple(query).Entities.Count;
    }
}
