using Microsoft.Xrm.Sdk;

namespace Plugins.Tests.Sdk;

[TestClass]
internal sealed class When_values_are_compared
{
    [TestMethod]
    public void Should_find_choices_of_the_same_value_equal()
    {
        Assert.AreEqual(new OptionSetValue(5), new OptionSetValue(5));
        Assert.AreEqual(5, new OptionSetValue(5).GetHashCode());
        Assert.AreNotEqual(new OptionSetValue(5), new OptionSetValue(6));
        Assert.IsFalse(new OptionSetValue(5).Equals(5));
        Assert.IsFalse(new OptionSetValue(5).Equals(null));
    }

    [TestMethod]
    public void Should_find_amounts_of_the_same_value_equal()
    {
        Assert.AreEqual(new Money(1m), new Money(1.00m));
        Assert.AreEqual(1m.GetHashCode(), new Money(1m).GetHashCode());
        Assert.AreNotEqual(new Money(1m), new Money(2m));
        Assert.IsFalse(new Money(1m).Equals(1m));
        Assert.IsFalse(new Money(1m).Equals(null));
    }

    [TestMethod]
    public void Should_find_relationships_of_the_same_name_and_role_equal()
    {
        var referenced = new Relationship("invoice_lines") { PrimaryEntityRole = EntityRole.Referenced };

        Assert.AreEqual(new Relationship("invoice_lines"), new Relationship("invoice_lines"));
        Assert.AreEqual(new Relationship("invoice_lines").GetHashCode(), new Relationship("invoice_lines").GetHashCode());
        Assert.AreNotEqual(new Relationship("invoice_lines"), new Relationship("Invoice_Lines"));
        Assert.AreNotEqual(new Relationship("invoice_lines"), referenced);
        Assert.AreEqual("invoice_lines.Referenced", referenced.ToString());
        Assert.AreEqual("invoice_lines.", new Relationship("invoice_lines").ToString());
    }

    [TestMethod]
    public void Should_find_collections_and_aliased_values_equal_to_themselves_alone()
    {
        Assert.IsFalse(new OptionSetValueCollection { new(1) }.Equals(new OptionSetValueCollection { new(1) }));
        Assert.AreNotEqual(new AliasedValue("account", "name", "x"), new AliasedValue("account", "name", "x"));
    }
}
