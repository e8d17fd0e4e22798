using LocalDataverse.Faults;
using LocalDataverse.Registration;
using LocalDataverse.Tests.OverHttp;
using Microsoft.Xrm.Sdk;

namespace LocalDataverse.Tests.Organization;

public abstract class When_custom_APIs_are_called : OrganizationSuite
{
    protected When_custom_APIs_are_called(Way way)
        : base(way)
    {
        var type = Sample.Organization.RegisterPluginType(typeof(DoublingPlugin));
        Sample.Organization.RegisterCustomApi(
            new CustomApiRegistration(Guid.NewGuid(), "new_Double")
            {
                PluginTypeId = type,
                AllowedStepType = CustomProcessingStepType.SyncAndAsync,
                Parameters =
                [
                    new CustomApiParameter(Guid.NewGuid(), "Number", CustomApiType.Integer),
                    new CustomApiParameter(Guid.NewGuid(), "Note", CustomApiType.String, IsOptional: true),
                ],
                ResponseProperties = [new CustomApiResponseProperty(Guid.NewGuid(), "Result", CustomApiType.Integer)],
            }
        );
        Sample.Organization.RegisterCustomApi(
            new CustomApiRegistration(Guid.NewGuid(), "new_Mark")
            {
                Binding = CustomApiBinding.Entity,
                BoundTable = "new_order",
                PluginTypeId = type,
                ExecutePrivilege = "prvWritenew_order",
            }
        );
        Sample.Organization.RegisterCustomApi(new CustomApiRegistration(Guid.NewGuid(), "new_Private") { IsPrivate = true });
    }

    [TestMethod]
    public void The_main_plug_in_runs_at_stage_30_inside_the_transaction_and_answers()
    {
        var response = Sample.Admin.Execute(new OrganizationRequest("new_Double") { ["Number"] = 21 });

        Assert.AreEqual(42, response.Results["Result"]);
        Assert.HasCount(1, response.Results, "only declared properties");
    }

    [TestMethod]
    public void Its_execute_privilege_is_demanded()
    {
        var id = Sample.Order("first");
        var request = new OrganizationRequest("new_Mark") { ["Target"] = new EntityReference("new_order", id) };

        Sample.Refused(ErrorCode.PrivilegeDenied, () => Sample.UserWith("prvReadnew_order").Execute(request));
        Sample.UserWith("prvWritenew_order").Execute(request);
    }

    [TestMethod]
    public void Others_register_steps_only_where_it_allows_them()
    {
        object? answer = null;
        Sample.On("new_Double", null, PipelineStage.PostOperation, call => answer = call.Context.OutputParameters["Result"]);
        Sample.Admin.Execute(new OrganizationRequest("new_Double") { ["Number"] = 1 });

        Assert.AreEqual(2, answer);
        Sample.Refused(ErrorCode.InvalidArgument, () => Sample.On("new_Mark", "new_order", PipelineStage.PostOperation, _ => { }));
    }

    [TestMethod]
    public void A_private_one_is_refused_inside_plug_ins()
    {
        Sample.Admin.Execute(new OrganizationRequest("new_Private"));
        Sample.On("Create", "new_order", PipelineStage.PreOperation, call => call.Service.Execute(new OrganizationRequest("new_Private")));

        StringAssert.Contains(Sample.Refused(ErrorCode.IsvUnexpected, () => Sample.Order("first")).Detail.Message, "private custom API");
    }

    [TestMethod]
    public void A_function_needs_something_to_return() =>
        Sample.Refused(
            ErrorCode.InvalidArgument,
            () => Sample.Organization.RegisterCustomApi(new CustomApiRegistration(Guid.NewGuid(), "new_Function") { IsFunction = true })
        );

    [TestMethod]
    public void It_is_called_from_a_plug_in_in_the_same_transaction()
    {
        var id = Sample.Order("first");
        Sample.On(
            "Update",
            "new_order",
            PipelineStage.PostOperation,
            call =>
            {
                call.Service.Execute(new OrganizationRequest("new_Mark") { ["Target"] = call.Target.ToEntityReference() });
                throw new InvalidPluginExecutionException("no");
            },
            filter: ["new_name"]
        );
        var changes = Sample.Changes(() =>
            Sample.Refused(ErrorCode.IsvAborted, () => Sample.Admin.Update(new Entity("new_order", id) { ["new_name"] = "second" }))
        );

        CollectionAssert.AreEqual(Array.Empty<string>(), changes.ToArray());
    }

    [TestClass]
    public sealed class In_process() : When_custom_APIs_are_called(Way.InProcess)
    {
        // An address of the Web API names the row, and its model the parameters: what does not fit never reaches the service.
        [TestMethod]
        public void Missing_unknown_and_wrong_parameters_are_refused()
        {
            Sample.Refused(ErrorCode.InvalidArgument, () => Sample.Admin.Execute(new OrganizationRequest("new_Double")));
            Sample.Refused(ErrorCode.InvalidArgument, () => Sample.Admin.Execute(new OrganizationRequest("new_Double") { ["Number"] = "21" }));
            Sample.Refused(ErrorCode.InvalidArgument, () => Sample.Admin.Execute(new OrganizationRequest("new_Double") { ["Number"] = 21, ["Other"] = 1 }));
            Sample.Refused(ErrorCode.InvalidArgument, () => Sample.Admin.Execute(new OrganizationRequest("new_Nothing")));
        }

        [TestMethod]
        public void A_bound_one_takes_a_row_of_its_table_that_exists()
        {
            var id = Sample.Order("first");
            Sample.Admin.Execute(new OrganizationRequest("new_Mark") { ["Target"] = new EntityReference("new_order", id) });

            Assert.AreEqual("30", Sample.Read(id)["new_note"]);
            Sample.Refused(ErrorCode.InvalidArgument, () => Sample.Admin.Execute(new OrganizationRequest("new_Mark")));
            Sample.Refused(
                ErrorCode.InvalidArgument,
                () =>
                    Sample.Admin.Execute(
                        new OrganizationRequest("new_Mark") { ["Target"] = new EntityReference("systemuser", Sample.Organization.AdministratorId) }
                    )
            );
            Sample.Refused(
                ErrorCode.ObjectDoesNotExist,
                () => Sample.Admin.Execute(new OrganizationRequest("new_Mark") { ["Target"] = new EntityReference("new_order", Guid.NewGuid()) })
            );
        }
    }

    [TestClass]
    public sealed class Over_HTTP() : When_custom_APIs_are_called(Way.OverHttp);
}
