using Microsoft.Xrm.Sdk;

namespace Plugins.Tests.Sdk;

[TestClass]
internal sealed class When_a_row_becomes_a_typed_one
{
    private static readonly Guid Id = new("11111111-1111-1111-1111-111111111111");

    private readonly Entity row = new("account", Id)
    {
        ["accountid"] = Id,
        ["name"] = "Contoso",
        RowVersion = "7",
        EntityState = EntityState.Changed,
        FormattedValues = { { "name", "CONTOSO" } },
        KeyAttributes = { { "number", 1 } },
    };

    [TestMethod]
    public void Should_carry_everything_over()
    {
        var account = row.ToEntity<Account>();

        Assert.AreEqual(Id, account.Id);
        Assert.AreEqual(Id, account.AccountId);
        Assert.AreEqual("Contoso", account.Name);
        Assert.AreEqual("CONTOSO", account.FormattedName);
        Assert.AreEqual("7", account.RowVersion);
        Assert.AreEqual(EntityState.Changed, account.EntityState);
        Assert.AreEqual(1, account.KeyAttributes["number"]);
    }

    [TestMethod]
    public void Should_share_its_collections_with_the_row()
    {
        var account = row.ToEntity<Account>();
        account.Name = "Fabrikam";

        Assert.AreSame(row.Attributes, account.Attributes);
        Assert.AreSame(row.FormattedValues, account.FormattedValues);
        Assert.AreSame(row.RelatedEntities, account.RelatedEntities);
        Assert.AreSame(row.KeyAttributes, account.KeyAttributes);
        Assert.AreEqual("Fabrikam", row["name"]);
    }

    [TestMethod]
    public void Should_be_another_object_even_for_the_same_type()
    {
        var account = row.ToEntity<Account>();

        Assert.AreNotSame(account, account.ToEntity<Account>());
        Assert.AreEqual(typeof(Entity), account.ToEntity<Entity>().GetType());
        Assert.AreNotSame(row, row.ToEntity<Entity>());
    }

    [TestMethod]
    public void Should_take_the_id_from_the_row_and_not_from_the_column()
    {
        var withoutColumn = new Entity("account", Id).ToEntity<Account>();
        var withoutId = new Entity("account") { ["accountid"] = Id }.ToEntity<Account>();

        Assert.AreEqual(Id, withoutColumn.Id);
        Assert.AreEqual(Guid.Empty, withoutId.Id);
        Assert.AreEqual(Id, withoutId.AccountId);
    }

    [TestMethod]
    public void Should_refuse_another_table()
    {
        Assert.ThrowsExactly<NotSupportedException>(() => new Entity("contact", Id).ToEntity<Account>());
        Assert.ThrowsExactly<NotSupportedException>(() => new Entity("Account", Id).ToEntity<Account>());
    }

    [TestMethod]
    public void Should_refuse_a_row_or_a_class_without_table()
    {
        Assert.ThrowsExactly<NotSupportedException>(() => new Entity { Id = Id }.ToEntity<Account>());
        Assert.ThrowsExactly<NotSupportedException>(() => row.ToEntity<UnnamedTable>());
        Assert.AreEqual(
            Id,
            new Entity { Id = Id }
                .ToEntity<Entity>()
                .Id
        );
    }
}
