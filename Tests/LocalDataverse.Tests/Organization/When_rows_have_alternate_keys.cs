using LocalDataverse.Faults;
using LocalDataverse.Metadata;
using LocalDataverse.Tests.OverHttp;
using Microsoft.Xrm.Sdk;
using Microsoft.Xrm.Sdk.Messages;
using Microsoft.Xrm.Sdk.Query;

namespace LocalDataverse.Tests.Organization;

public abstract class When_rows_have_alternate_keys : OrganizationSuite
{
    protected When_rows_have_alternate_keys(Way way)
        : base(way)
    {
        Sample.Organization.AddKey("new_order", new AlternateKey("new_codekey", "Code", ["new_code"]));
        Sample.Organization.AddKey("new_order", new AlternateKey("new_regionkey", "Region and count", ["new_region", "new_count"]));
    }

    [TestMethod]
    public void The_same_key_twice_is_refused_without_regard_to_case()
    {
        Sample.Order("first", ("new_code", "A1"));

        Sample.Refused(ErrorCode.DuplicateKey, () => Sample.Order("second", ("new_code", "a1")));
        var other = Sample.Order("third", ("new_code", "A2"));
        Sample.Refused(ErrorCode.DuplicateKey, () => Sample.Admin.Update(new Entity("new_order", other) { ["new_code"] = "A1" }));
        Assert.AreEqual(412, DataverseFault.HttpStatusOf(new OrganizationServiceFault { ErrorCode = ErrorCode.DuplicateKey }));
    }

    [TestMethod]
    public void A_key_with_an_empty_part_is_not_checked()
    {
        Sample.Order("first", ("new_region", "north"));
        Sample.Order("second", ("new_region", "north"));

        Assert.AreEqual(2, Sample.Count("new_order"));
    }

    [TestMethod]
    public void A_key_that_was_given_up_can_be_taken_again()
    {
        var first = Sample.Order("first", ("new_code", "A1"));
        Sample.Admin.Update(new Entity("new_order", first) { ["new_code"] = "A2" });
        var second = Sample.Order("second", ("new_code", "A1"));
        Sample.Admin.Delete("new_order", second);
        Sample.Order("third", ("new_code", "A1"));

        Assert.AreEqual(2, Sample.Count("new_order"));
    }

    [TestMethod]
    public void Rows_are_read_updated_and_referred_to_by_key()
    {
        var id = Sample.Order("first", ("new_region", "north"), ("new_count", 3));
        var keys = new KeyAttributeCollection { ["new_region"] = "north", ["new_count"] = 3 };

        var read = (
            (RetrieveResponse)Sample.Admin.Execute(new RetrieveRequest { Target = new EntityReference("new_order", keys), ColumnSet = new ColumnSet(true) })
        ).Entity;
        Assert.AreEqual(id, read.Id);
        Sample.Admin.Update(new Entity("new_order", keys) { ["new_name"] = "renamed" });
        Assert.AreEqual("renamed", Sample.Read(id)["new_name"]);
        var line = Sample.Admin.Create(new Entity("new_line") { ["new_position"] = 1, ["new_orderid"] = new EntityReference("new_order", keys) });
        Assert.AreEqual(id, Sample.Admin.Retrieve("new_line", line, new ColumnSet("new_orderid")).GetAttributeValue<EntityReference>("new_orderid").Id);
    }

    [TestMethod]
    public void Columns_that_are_no_key_and_keys_of_no_row_are_refused()
    {
        Sample.Refused(ErrorCode.UnknownKey, () => Sample.Admin.Update(new Entity("new_order", "new_name", "first")));
        Sample.Refused(ErrorCode.NotFoundByKey, () => Sample.Admin.Update(new Entity("new_order", "new_code", "A9")));
    }

    [TestMethod]
    public void Upsert_creates_with_the_key_values_and_updates_without_them()
    {
        UpsertResponse Upsert(string name) =>
            (UpsertResponse)Sample.Admin.Execute(new UpsertRequest { Target = new Entity("new_order", "new_code", "A1") { ["new_name"] = name } });

        var created = Upsert("first");
        var updated = Upsert("second");

        Assert.IsTrue(created.RecordCreated);
        Assert.IsFalse(updated.RecordCreated);
        Assert.AreEqual(created.Target.Id, updated.Target.Id);
        Assert.AreEqual("A1", Sample.Read(created.Target.Id)["new_code"]);
        Assert.AreEqual("second", Sample.Read(created.Target.Id)["new_name"]);
    }

    [TestMethod]
    public void In_an_upsert_that_creates_the_body_wins_over_the_key()
    {
        var response = (UpsertResponse)Sample.Admin.Execute(new UpsertRequest { Target = new Entity("new_order", "new_code", "A1") { ["new_code"] = "B1" } });

        Assert.AreEqual("B1", Sample.Read(response.Target.Id)["new_code"]);
    }

    [TestMethod]
    public void A_key_that_rows_break_already_cannot_be_added()
    {
        Sample.Order("same");
        Sample.Order("same");

        Sample.Refused(ErrorCode.DuplicateKey, () => Sample.Organization.AddKey("new_order", new AlternateKey("new_namekey", "Name", ["new_name"])));
    }

    [TestMethod]
    public void A_table_takes_ten_keys_and_not_eleven()
    {
        for (var i = Sample.Organization.Metadata.Table("new_order")!.Keys.Count; i < 10; i++)
        {
            Sample.Organization.AddKey("new_order", new AlternateKey("new_key" + i, "Key", ["new_note"]));
        }

        Sample.Refused(ErrorCode.InvalidArgument, () => Sample.Organization.AddKey("new_order", new AlternateKey("new_key11", "Key", ["new_note"])));
    }

    [TestClass]
    public sealed class In_process() : When_rows_have_alternate_keys(Way.InProcess);

    [TestClass]
    public sealed class Over_HTTP() : When_rows_have_alternate_keys(Way.OverHttp);
}
