using Microsoft.Xrm.Sdk;

namespace Plugins.Tests.Sdk;

[TestClass]
internal sealed class When_a_column_has_another_type
{
    private readonly Entity row = new("invoice");

    [TestMethod]
    public void Should_refuse_to_read_it()
    {
        row["text"] = "text";
        row["number"] = 5;
        row["choice"] = new OptionSetValue(1);
        row["amount"] = new Money(4m);
        row["aliased"] = new AliasedValue("account", "number", 5);

        Assert.ThrowsExactly<InvalidCastException>(() => row.GetAttributeValue<int>("text"));
        Assert.ThrowsExactly<InvalidCastException>(() => row.GetAttributeValue<string>("number"));
        Assert.ThrowsExactly<InvalidCastException>(() => row.GetAttributeValue<long>("number"));
        Assert.ThrowsExactly<InvalidCastException>(() => row.GetAttributeValue<int>("choice"));
        Assert.ThrowsExactly<InvalidCastException>(() => row.GetAttributeValue<EntityState>("choice"));
        Assert.ThrowsExactly<InvalidCastException>(() => row.GetAttributeValue<decimal>("amount"));
        Assert.ThrowsExactly<InvalidCastException>(() => row.GetAttributeValue<int>("aliased"));
    }

    [TestMethod]
    public void Should_say_so_without_exception_when_tried()
    {
        row["text"] = "text";

        Assert.IsFalse(row.TryGetAttributeValue<int>("text", out var number));
        Assert.AreEqual(0, number);
    }

    [TestMethod]
    public void Should_read_it_where_the_type_only_may_be_null()
    {
        row["number"] = 5;

        Assert.AreEqual(5, row.GetAttributeValue<int?>("number"));
        Assert.IsTrue(row.TryGetAttributeValue<int?>("number", out var number));
        Assert.AreEqual(5, number);
    }
}
