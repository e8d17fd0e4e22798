using LocalDataverse.Faults;
using LocalDataverse.Metadata;
using LocalDataverse.Registration;
using LocalDataverse.Tests.OverHttp;
using Microsoft.Xrm.Sdk;
using Microsoft.Xrm.Sdk.Query;

namespace LocalDataverse.Tests.Organization;

public abstract class When_rows_are_deleted(Way way) : OrganizationSuite(way)
{
    [TestMethod]
    public void A_lookup_without_relationship_data_loses_its_link()
    {
        var order = Sample.Order("first");
        var line = Sample.Line(order, 1);
        Sample.Admin.Delete("new_order", order);

        Assert.IsFalse(Sample.Admin.Retrieve("new_line", line, new ColumnSet("new_orderid")).Contains("new_orderid"));
    }

    [TestMethod]
    public void A_restricted_relationship_refuses_with_status_405()
    {
        Sample.Organization.AddRelationship(new RelationshipMetadata("new_order_lines", "new_order", "new_line", "new_orderid", DeleteBehavior.Restrict));
        var order = Sample.Order("first");
        Sample.Line(order, 1);

        var fault = Sample.Refused(ErrorCode.CannotDeleteDueToAssociation, () => Sample.Admin.Delete("new_order", order));
        Assert.AreEqual(405, DataverseFault.HttpStatusOf(fault.Detail));
    }

    [TestMethod]
    public void A_cascading_relationship_deletes_the_children_through_their_own_steps()
    {
        Sample.Organization.AddRelationship(new RelationshipMetadata("new_order_lines", "new_order", "new_line", "new_orderid", DeleteBehavior.Cascade));
        var deleted = new List<Guid>();
        Sample.On("Delete", "new_line", PipelineStage.PostOperation, call => deleted.Add(((EntityReference)call.Context.InputParameters["Target"]).Id));
        var order = Sample.Order("first");
        var lines = new[] { Sample.Line(order, 1), Sample.Line(order, 2) };
        Sample.Admin.Delete("new_order", order);

        CollectionAssert.AreEquivalent(lines, deleted);
        Assert.AreEqual(0, Sample.Count("new_line"));
    }

    [TestMethod]
    public void The_target_of_delete_is_a_reference_and_the_row_is_in_the_pre_image()
    {
        EntityReference? target = null;
        Entity? image = null;
        Sample.On(
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
        var order = Sample.Order("first", ("new_note", "x"));
        Sample.Admin.Delete("new_order", order);

        Assert.AreEqual(order, target!.Id);
        Assert.AreEqual("first", image!["new_name"]);
        Assert.IsFalse(image.Contains("new_note"), "only declared columns");
    }

    [TestClass]
    public sealed class In_process() : When_rows_are_deleted(Way.InProcess);

    [TestClass]
    public sealed class Over_HTTP() : When_rows_are_deleted(Way.OverHttp);
}
