using LocalDataverse.Faults;
using LocalDataverse.Metadata;
using LocalDataverse.Registration;
using Microsoft.Xrm.Sdk;
using Microsoft.Xrm.Sdk.Query;

namespace LocalDataverse.Tests.Organization;

[TestClass]
public sealed class When_rows_are_deleted
{
    private readonly Sample sample = new();

    [TestMethod]
    public void A_lookup_without_relationship_data_loses_its_link()
    {
        var order = sample.Order("first");
        var line = sample.Line(order, 1);
        sample.Admin.Delete("new_order", order);

        Assert.IsFalse(sample.Admin.Retrieve("new_line", line, new ColumnSet("new_orderid")).Contains("new_orderid"));
    }

    [TestMethod]
    public void A_restricted_relationship_refuses_with_status_405()
    {
        sample.Organization.AddRelationship(new RelationshipMetadata("new_order_lines", "new_order", "new_line", "new_orderid", DeleteBehavior.Restrict));
        var order = sample.Order("first");
        sample.Line(order, 1);

        var fault = Sample.Refused(ErrorCode.CannotDeleteDueToAssociation, () => sample.Admin.Delete("new_order", order));
        Assert.AreEqual(405, DataverseFault.HttpStatusOf(fault.Detail));
    }

    [TestMethod]
    public void A_cascading_relationship_deletes_the_children_through_their_own_steps()
    {
        sample.Organization.AddRelationship(new RelationshipMetadata("new_order_lines", "new_order", "new_line", "new_orderid", DeleteBehavior.Cascade));
        var deleted = new List<Guid>();
        sample.On("Delete", "new_line", PipelineStage.PostOperation, call => deleted.Add(((EntityReference)call.Context.InputParameters["Target"]).Id));
        var order = sample.Order("first");
        var lines = new[] { sample.Line(order, 1), sample.Line(order, 2) };
        sample.Admin.Delete("new_order", order);

        CollectionAssert.AreEquivalent(lines, deleted);
        Assert.AreEqual(0, sample.Count("new_line"));
    }

    [TestMethod]
    public void The_target_of_delete_is_a_reference_and_the_row_is_in_the_pre_image()
    {
        EntityReference? target = null;
        Entity? image = null;
        sample.On(
            "Delete",
            "new_order",
            PipelineStage.PostOperation,
            call =>
            {
                target = (EntityReference)call.Context.InputParameters["Target"];
                image = call.Context.PreEntityImages["before"];
            },
            images: [new StepImage(Guid.NewGuid(), "before", ImageType.PreImage, ["new_name"])]
        );
        var order = sample.Order("first", ("new_note", "x"));
        sample.Admin.Delete("new_order", order);

        Assert.AreEqual(order, target!.Id);
        Assert.AreEqual("first", image!["new_name"]);
        Assert.IsFalse(image.Contains("new_note"), "only declared columns");
    }
}
