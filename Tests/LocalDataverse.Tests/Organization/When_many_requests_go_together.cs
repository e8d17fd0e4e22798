using System.ServiceModel;
using LocalDataverse.Faults;
using Microsoft.Crm.Sdk.Messages;
using Microsoft.Xrm.Sdk;
using Microsoft.Xrm.Sdk.Messages;

namespace LocalDataverse.Tests.Organization;

[TestClass]
public sealed class When_many_requests_go_together
{
    private readonly Sample sample = new();

    [TestMethod]
    public void ExecuteTransaction_is_one_transaction_and_names_the_request_that_failed()
    {
        var request = new ExecuteTransactionRequest { Requests = [Create("first"), Create("too long", "123456"), Create("third")] };
        var changes = sample.Changes(() =>
        {
            var exception = Assert.Throws<FaultException<OrganizationServiceFault>>(() => sample.Admin.Execute(request));
            Assert.AreEqual(1, ((ExecuteTransactionFault)exception.Detail).FaultedRequestIndex);
            Assert.AreEqual(ErrorCode.StringTooLong, exception.Detail.ErrorCode);
        });

        CollectionAssert.AreEqual(Array.Empty<string>(), changes.ToArray());
    }

    [TestMethod]
    public void ExecuteMultiple_keeps_what_succeeded_and_goes_on_if_told_so()
    {
        ExecuteMultipleResponse Run(bool goesOn) =>
            (ExecuteMultipleResponse)
                sample.Admin.Execute(
                    new ExecuteMultipleRequest
                    {
                        Requests = [Create("first"), Create("too long", "123456"), Create("third")],
                        Settings = new ExecuteMultipleSettings { ContinueOnError = goesOn, ReturnResponses = true },
                    }
                );

        Assert.HasCount(2, Run(goesOn: false).Responses);
        Assert.AreEqual(1, sample.Count("new_order"));
        var response = Run(goesOn: true);
        Assert.IsTrue(response.IsFaulted);
        Assert.AreEqual(ErrorCode.StringTooLong, response.Responses[1].Fault.ErrorCode);
        Assert.AreEqual(3, sample.Count("new_order"));
    }

    [TestMethod]
    public void More_than_a_thousand_are_refused_before_any_runs()
    {
        var request = new ExecuteMultipleRequest { Requests = [], Settings = new ExecuteMultipleSettings() };
        request.Requests.AddRange(Enumerable.Range(0, 1001).Select(i => Create("order " + i)));

        var fault = Sample.Refused(ErrorCode.InvalidArgument, () => sample.Admin.Execute(request));
        Assert.AreEqual(1000, fault.Detail.ErrorDetails[FaultDetail.MaxBatchSize]);
        Assert.AreEqual(0, sample.Count("new_order"));
    }

    [TestMethod]
    public void Batches_do_not_nest()
    {
        var inner = new ExecuteMultipleRequest { Requests = [Create("first")], Settings = new ExecuteMultipleSettings() };

        Sample.Refused(
            ErrorCode.InvalidArgument,
            () => sample.Admin.Execute(new ExecuteMultipleRequest { Requests = [inner], Settings = new ExecuteMultipleSettings() })
        );
        Sample.Refused(ErrorCode.InvalidArgument, () => sample.Admin.Execute(new ExecuteTransactionRequest { Requests = [inner] }));
    }

    [TestMethod]
    public void One_bad_row_takes_back_all_of_CreateMultiple()
    {
        var request = new CreateMultipleRequest
        {
            Targets = new EntityCollection([Sample.NewOrder("first"), Sample.NewOrder("second", ("new_note", "123456"))]) { EntityName = "new_order" },
        };

        Sample.Refused(ErrorCode.StringTooLong, () => sample.Admin.Execute(request));
        Assert.AreEqual(0, sample.Count("new_order"));
    }

    [TestMethod]
    public void DeleteMultiple_has_not_been_implemented_for_standard_tables() =>
        Assert.AreEqual(
            501,
            DataverseFault.HttpStatusOf(Sample.Refused(ErrorCode.NotImplemented, () => sample.Admin.Execute(new OrganizationRequest("DeleteMultiple"))).Detail)
        );

    [TestMethod]
    public void Rows_tables_and_registrations_of_a_transaction_go_together()
    {
        var changes = sample.Changes(() =>
            Assert.ThrowsExactly<InvalidOperationException>(() =>
                sample.Organization.InTransaction(
                    new Caller(sample.Organization.AdministratorId),
                    service =>
                    {
                        service.Create(Sample.NewOrder("first"));
                        sample.Organization.AddTable(
                            new Metadata.TableMetadata("new_other", "new_others", "new_otherid", "new_name", Metadata.TableOwnership.Organization)
                        );
                        service.Create(new Entity("new_other") { ["new_name"] = "row of a new table" });
                        sample.Organization.RegisterRole(new Registration.RoleRegistration(Guid.NewGuid(), "Role", ["prvReadnew_other"]));
                        throw new InvalidOperationException("stop");
                    }
                )
            )
        );

        CollectionAssert.AreEqual(Array.Empty<string>(), changes.ToArray());
        Assert.IsNull(sample.Organization.Metadata.Table("new_other"));
    }

    [TestMethod]
    public void A_custom_API_and_steps_on_it_may_come_in_one_transaction()
    {
        var fired = false;
        sample.Organization.InTransaction(
            new Caller(sample.Organization.AdministratorId),
            _ =>
            {
                sample.Organization.RegisterCustomApi(
                    new Registration.CustomApiRegistration(Guid.NewGuid(), "new_Both") { AllowedStepType = Registration.CustomProcessingStepType.SyncAndAsync }
                );
                sample.On("new_Both", null, Registration.PipelineStage.PostOperation, _ => fired = true);
            }
        );
        sample.Admin.Execute(new OrganizationRequest("new_Both"));

        Assert.IsTrue(fired);
    }

    [TestMethod]
    public void Readers_see_nothing_of_an_open_transaction()
    {
        var seen = -1;
        sample.Organization.InTransaction(
            new Caller(sample.Organization.AdministratorId),
            service =>
            {
                service.Create(Sample.NewOrder("first"));
                Assert.AreEqual(1, sample.Count("new_order"), "the transaction sees its own rows");
                using (ExecutionContext.SuppressFlow())
                {
                    var reader = new Thread(() => seen = sample.Count("new_order"));
                    reader.Start();
                    reader.Join();
                }
            }
        );

        Assert.AreEqual(0, seen);
        Assert.AreEqual(1, sample.Count("new_order"));
    }

    [TestMethod]
    public void Writers_wait_for_each_other_and_lose_nothing()
    {
        sample.Organization.AddKey("new_order", new Metadata.AlternateKey("new_codekey", "Code", ["new_code"]));
        var id = sample.Order("counter", ("new_count", 0));
        sample.On(
            "Update",
            "new_order",
            Registration.PipelineStage.PreOperation,
            call =>
                call.Target["new_count"] =
                    call.Service.Retrieve("new_order", call.Context.PrimaryEntityId, new Microsoft.Xrm.Sdk.Query.ColumnSet("new_count"))
                        .GetAttributeValue<int>("new_count") + 1
        );
        Parallel.For(0, 100, _ => sample.Admin.Update(new Entity("new_order", id) { ["new_note"] = "x" }));

        Assert.AreEqual(100, sample.Read(id)["new_count"]);
    }

    [TestMethod]
    public void The_organization_says_who_it_is()
    {
        var who = (WhoAmIResponse)sample.Admin.Execute(new WhoAmIRequest());

        Assert.AreEqual(sample.Organization.AdministratorId, who.UserId);
        Assert.AreEqual(sample.Organization.OrganizationId, who.OrganizationId);
        Assert.AreEqual(sample.Organization.RootBusinessUnitId, who.BusinessUnitId);
        StringAssert.StartsWith(((RetrieveVersionResponse)sample.Admin.Execute(new RetrieveVersionRequest())).Version, "9.2.");
    }

    private static CreateRequest Create(string name, string? note = null) => new() { Target = Sample.NewOrder(name, ("new_note", note)) };
}
