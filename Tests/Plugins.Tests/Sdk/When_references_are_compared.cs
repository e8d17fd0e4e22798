using Microsoft.Xrm.Sdk;

namespace Plugins.Tests.Sdk;

[TestClass]
internal sealed class When_references_are_compared
{
    private static readonly Guid One = new("11111111-1111-1111-1111-111111111111");
    private static readonly Guid Other = new("22222222-2222-2222-2222-222222222222");

    [TestMethod]
    public void Should_be_equal_for_the_same_table_and_id()
    {
        Assert.AreEqual(new EntityReference("invoice", One), new EntityReference("invoice", One));
        Assert.AreEqual(new EntityReference("invoice", One).GetHashCode(), new EntityReference("invoice", One).GetHashCode());
        Assert.AreEqual(new EntityReference(null!, One), new EntityReference(null!, One));
    }

    [TestMethod]
    public void Should_pay_no_heed_to_name_and_row_version()
    {
        Assert.AreEqual(new EntityReference("invoice", One), new EntityReference("invoice", One) { Name = "INV-1", RowVersion = "7" });
    }

    [TestMethod]
    public void Should_differ_by_table_and_id()
    {
        Assert.AreNotEqual(new EntityReference("invoice", One), new EntityReference("invoice", Other));
        Assert.AreNotEqual(new EntityReference("invoice", One), new EntityReference("account", One));
        Assert.AreNotEqual(new EntityReference("invoice", One), new EntityReference("Invoice", One));
        Assert.IsFalse(new EntityReference("invoice", One).Equals(null));
    }

    [TestMethod]
    public void Should_compare_alternate_keys_in_any_order()
    {
        var one = new EntityReference("invoice", new KeyAttributeCollection { { "number", 1 }, { "company", "a" } });
        var same = new EntityReference("invoice", new KeyAttributeCollection { { "company", "a" }, { "number", 1 } });

        Assert.AreEqual(one, same);
        Assert.AreEqual(one.GetHashCode(), same.GetHashCode());
    }

    [TestMethod]
    public void Should_differ_by_alternate_keys()
    {
        var reference = new EntityReference("invoice", "number", 1);

        Assert.AreNotEqual(reference, new EntityReference("invoice", "number", 2));
        Assert.AreNotEqual(reference, new EntityReference("invoice", "number", 1L));
        Assert.AreNotEqual(reference, new EntityReference("invoice", "code", 1));
        Assert.AreNotEqual(reference, new EntityReference("invoice"));
        Assert.AreNotEqual(reference, new EntityReference("invoice", new KeyAttributeCollection { { "number", 1 }, { "company", "a" } }));
        Assert.AreNotEqual(new EntityReference("invoice", One) { KeyAttributes = { { "number", 1 } } }, new EntityReference("invoice", One));
    }

    [TestMethod]
    public void Should_hash_by_table_and_key_and_never_by_id()
    {
        Assert.AreEqual(new EntityReference("invoice", One).GetHashCode(), new EntityReference("invoice", Other).GetHashCode());
        Assert.AreNotEqual(new EntityReference("invoice", "number", 1).GetHashCode(), new EntityReference("invoice", "number", 2).GetHashCode());
    }
}
