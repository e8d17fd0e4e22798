using Microsoft.Xrm.Sdk;

namespace Plugins.Tests.Sdk;

[TestClass]
internal sealed class When_a_typed_row_is_filled
{
    private static readonly Guid Id = new("11111111-1111-1111-1111-111111111111");

    [TestMethod]
    public void Should_keep_the_id_and_its_column_together()
    {
        var byId = new Account { Id = Id };
        var byColumn = new Account { AccountId = Id };

        Assert.AreEqual(Id, byId["accountid"]);
        Assert.AreEqual(Id, byColumn.Id);
    }

    [TestMethod]
    public void Should_store_null_as_a_value()
    {
        var account = new Account { Name = null };

        Assert.IsTrue(account.Contains("name"));
        Assert.IsNull(account["name"]);
    }

    [TestMethod]
    public void Should_read_a_missing_formatted_value_as_null()
    {
        Assert.IsNull(new Account().FormattedName);
    }

    [TestMethod]
    public void Should_have_no_related_rows_at_first()
    {
        Assert.IsNull(new Account().Parent);
        Assert.IsNull(new Account().Children);
    }

    [TestMethod]
    public void Should_keep_one_related_row_under_its_relationship_and_role()
    {
        var account = new Account { Parent = new Account { Id = Id } };

        var related = account.RelatedEntities[new Relationship("account_parent_account") { PrimaryEntityRole = EntityRole.Referencing }];
        Assert.AreEqual("account", related.EntityName);
        Assert.HasCount(1, related.Entities);
        Assert.AreEqual(Id, account.Parent.Id);
    }

    [TestMethod]
    public void Should_keep_many_related_rows()
    {
        var account = new Account { Children = [new Account { Id = Id }, new Account()] };

        Assert.HasCount(2, account.Children!);
        Assert.IsNull(account.Parent);
    }

    [TestMethod]
    public void Should_forget_related_rows_that_are_set_to_null()
    {
        var account = new Account { Parent = new Account(), Children = [new Account()] };
        account.Parent = null;
        account.Children = null;

        Assert.IsEmpty(account.RelatedEntities);
    }

    [TestMethod]
    public void Should_refuse_related_rows_that_are_none_or_have_no_table()
    {
        Assert.ThrowsExactly<InvalidOperationException>(() => new Account { Children = [] });
        Assert.ThrowsExactly<ArgumentException>(() => new Account { Parent = new Account { LogicalName = null } });
        Assert.ThrowsExactly<ArgumentException>(() => new Account { Children = [new Account(), new Account { LogicalName = null }] });
    }

    [TestMethod]
    public void Should_refuse_untyped_related_rows()
    {
        var account = new Account();
        var relationship = new Relationship("account_parent_account") { PrimaryEntityRole = EntityRole.Referencing };
        account.RelatedEntities[relationship] = new EntityCollection { Entities = { new Entity("account") } };

        Assert.ThrowsExactly<InvalidCastException>(() => account.Parent);
    }
}
