using Microsoft.Xrm.Sdk;

namespace Plugins.Tests.Sdk;

[TestClass]
internal sealed class When_a_row_is_created
{
    [TestMethod]
    public void Should_have_empty_collections()
    {
        var row = new Entity();

        Assert.IsNull(row.LogicalName);
        Assert.AreEqual(Guid.Empty, row.Id);
        Assert.IsEmpty(row.Attributes);
        Assert.IsEmpty(row.FormattedValues);
        Assert.IsEmpty(row.RelatedEntities);
        Assert.IsEmpty(row.KeyAttributes);
        Assert.IsNull(row.EntityState);
        Assert.IsNull(row.RowVersion);
    }

    [TestMethod]
    public void Should_get_new_collections_for_null()
    {
        var row = new Entity("invoice", (KeyAttributeCollection)null!) { Attributes = null! };

        Assert.IsEmpty(row.Attributes);
        Assert.IsEmpty(row.KeyAttributes);
        Assert.IsFalse(row.Contains("name"));
    }

    [TestMethod]
    public void Should_keep_the_key_it_is_given()
    {
        var keys = new KeyAttributeCollection { { "number", "1" } };

        Assert.AreEqual("1", new Entity("invoice", "number", "1").KeyAttributes["number"]);
        Assert.AreSame(keys, new Entity("invoice", keys).KeyAttributes);
        Assert.ThrowsExactly<ArgumentNullException>(() => new Entity("invoice", null!, "1"));
    }

    [TestMethod]
    public void Should_equal_itself_alone()
    {
        var id = Guid.NewGuid();

        Assert.AreNotEqual(new Entity("invoice", id), new Entity("invoice", id));
    }
}
