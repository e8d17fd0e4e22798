using LocalDataverse.Faults;
using LocalDataverse.Registration;
using LocalDataverse.Tests.OverHttp;
using Microsoft.Crm.Sdk.Messages;
using Microsoft.Xrm.Sdk;

namespace LocalDataverse.Tests.Organization;

public abstract class When_state_and_status_are_written(Way way) : OrganizationSuite(way)
{
    [TestMethod]
    public void A_state_alone_takes_its_default_status()
    {
        var id = Sample.Order("first");
        Sample.Admin.Update(new Entity("new_order", id) { ["statecode"] = new OptionSetValue(1) });

        Assert.AreEqual(2, Sample.Read(id).GetAttributeValue<OptionSetValue>("statuscode").Value);
    }

    [TestMethod]
    public void A_status_of_another_state_is_refused()
    {
        var id = Sample.Order("first");

        Sample.Refused(ErrorCode.InvalidStatusForState, () => Sample.Admin.Update(new Entity("new_order", id) { ["statuscode"] = new OptionSetValue(2) }));
        Sample.Refused(
            ErrorCode.InvalidStatusForState,
            () => Sample.Admin.Update(new Entity("new_order", id) { ["statecode"] = new OptionSetValue(1), ["statuscode"] = new OptionSetValue(1) })
        );
    }

    [TestMethod]
    public void State_beside_other_columns_fires_the_steps_of_the_operation_twice_and_validation_once()
    {
        var fired = new List<string>();
        void Note(PluginCall call) =>
            fired.Add($"{call.Context.Stage}: {string.Join(",", call.Target.Attributes.Keys.Where(name => name != "new_orderid").Order())}");
        Sample.On("Update", "new_order", PipelineStage.PreValidation, Note);
        Sample.On("Update", "new_order", PipelineStage.PreOperation, Note);
        Sample.On("Update", "new_order", PipelineStage.PostOperation, Note);
        var id = Sample.Order("first");

        Sample.Admin.Update(
            new Entity("new_order", id)
            {
                ["new_name"] = "second",
                ["statecode"] = new OptionSetValue(1),
                ["statuscode"] = new OptionSetValue(2),
            }
        );

        CollectionAssert.AreEqual(
            new[] { "10: new_name,statecode,statuscode", "20: new_name", "40: new_name", "20: statecode,statuscode", "40: statecode,statuscode" },
            fired
        );
        Assert.AreEqual("second", Sample.Read(id)["new_name"]);
        Assert.AreEqual(1, Sample.Read(id).GetAttributeValue<OptionSetValue>("statecode").Value);
    }

    [TestMethod]
    public void SetState_and_Assign_run_the_steps_of_Update()
    {
        var fired = new List<string>();
        Sample.On(
            "Update",
            "new_order",
            PipelineStage.PostOperation,
            call => fired.Add(string.Join(",", call.Target.Attributes.Keys.Where(name => name != "new_orderid").Order()))
        );
        var id = Sample.Order("first");

        Sample.Admin.Execute(
            new SetStateRequest
            {
                EntityMoniker = new EntityReference("new_order", id),
                State = new OptionSetValue(1),
                Status = new OptionSetValue(2),
            }
        );
        Sample.Admin.Execute(
            new AssignRequest { Target = new EntityReference("new_order", id), Assignee = new EntityReference("systemuser", Sample.Organization.SystemUserId) }
        );

        CollectionAssert.AreEqual(new[] { "statecode,statuscode", "ownerid" }, fired);
        Assert.AreEqual(Sample.Organization.SystemUserId, Sample.Read(id).GetAttributeValue<EntityReference>("ownerid").Id);
    }

    [TestClass]
    public sealed class In_process() : When_state_and_status_are_written(Way.InProcess);

    [TestClass]
    public sealed class Over_HTTP() : When_state_and_status_are_written(Way.OverHttp);
}
