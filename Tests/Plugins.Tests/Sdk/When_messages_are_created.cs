using Microsoft.Crm.Sdk.Messages;
using Microsoft.Xrm.Sdk;
using Microsoft.Xrm.Sdk.Messages;

namespace Plugins.Tests.Sdk;

[TestClass]
internal sealed class When_messages_are_created
{
    [TestMethod]
    public void Should_know_their_name_and_hold_their_required_parameters()
    {
        Holds(new CreateRequest(), "Create", "Target");
        Holds(new UpdateRequest(), "Update", "Target");
        Holds(new DeleteRequest(), "Delete", "Target");
        Holds(new UpsertRequest(), "Upsert", "Target");
        Holds(new RetrieveRequest(), "Retrieve", "Target", "ColumnSet");
        Holds(new RetrieveMultipleRequest(), "RetrieveMultiple", "Query");
        Holds(new RetrieveEntityChangesRequest(), "RetrieveEntityChanges", "EntityName", "DataVersion", "PageInfo", "Columns");
        Holds(new CreateMultipleRequest(), "CreateMultiple", "Targets");
        Holds(new UpdateMultipleRequest(), "UpdateMultiple", "Targets");
        Holds(new ExecuteMultipleRequest(), "ExecuteMultiple", "Requests", "Settings");
        Holds(new ExecuteTransactionRequest(), "ExecuteTransaction", "Requests");
        Holds(new ExecuteAsyncRequest(), "ExecuteAsync", "Request");
        Holds(new AssociateRequest(), "Associate", "Target", "Relationship", "RelatedEntities");
        Holds(new DisassociateRequest(), "Disassociate", "Target", "Relationship", "RelatedEntities");
        Holds(new AssignRequest(), "Assign", "Target", "Assignee");
        Holds(new SetStateRequest(), "SetState", "EntityMoniker", "State", "Status");
        Holds(new RetrieveCurrentOrganizationRequest(), "RetrieveCurrentOrganization", "AccessType");
        Holds(new RetrieveVersionRequest(), "RetrieveVersion");
        Holds(new WhoAmIRequest(), "WhoAmI");
    }

    [TestMethod]
    public void Should_read_and_write_parameters_by_name()
    {
        var target = new Entity("invoice");
        var request = new CreateRequest { Target = target };

        Assert.AreSame(target, request["Target"]);
        Assert.AreSame(target, request.Parameters["Target"]);
        request.Parameters.Clear();
        Assert.IsNull(request.Target);
    }

    [TestMethod]
    public void Should_refuse_a_parameter_of_another_type()
    {
        var request = new CreateRequest { ["Target"] = "text" };

        Assert.ThrowsExactly<InvalidCastException>(() => request.Target);
    }

    [TestMethod]
    public void Should_have_defaults_for_optional_parameters()
    {
        Assert.AreEqual(ConcurrencyBehavior.Default, new UpdateRequest().ConcurrencyBehavior);
        Assert.IsFalse(new UpdateRequest().Parameters.Contains("ConcurrencyBehavior"));
        Assert.IsNull(new ExecuteTransactionRequest().ReturnResponses);
        Assert.IsNull(new OrganizationRequest().RequestName);
        Assert.ThrowsExactly<KeyNotFoundException>(() => new OrganizationRequest("pinv_ConfirmInvoice")["Target"]);
    }

    [TestMethod]
    public void Should_read_results_by_name_or_as_their_default()
    {
        var id = Guid.NewGuid();

        Assert.AreEqual(id, new CreateResponse { Results = { { "id", id } } }.id);
        Assert.AreEqual(Guid.Empty, new CreateResponse().id);
        Assert.AreEqual(id, new WhoAmIResponse { Results = { { "UserId", id } } }.UserId);
        Assert.IsNull(new RetrieveMultipleResponse().EntityCollection);
        Assert.IsTrue(new UpsertResponse { Results = { { "RecordCreated", true } } }.RecordCreated);
        Assert.IsNull(new CreateMultipleResponse().Ids);
        Assert.IsNull(new CreateResponse().ResponseName);
        Assert.ThrowsExactly<KeyNotFoundException>(() => new OrganizationResponse()["id"]);
    }

    [TestMethod]
    public void Should_report_a_faulted_batch_only_when_told_so()
    {
        var item = new ExecuteMultipleResponseItem { RequestIndex = 1, Fault = new OrganizationServiceFault() };
        var response = new ExecuteMultipleResponse
        {
            Results =
            {
                {
                    "Responses",
                    new ExecuteMultipleResponseItemCollection { item }
                },
            },
        };

        Assert.IsFalse(response.IsFaulted);
        Assert.HasCount(1, response.Responses);
    }

    private static void Holds(OrganizationRequest request, string name, params string[] parameters)
    {
        Assert.AreEqual(name, request.RequestName);
        CollectionAssert.AreEquivalent(parameters, request.Parameters.Keys.ToList(), name);
    }
}
