using Microsoft.Xrm.Sdk;

namespace Plugins.Tests.Sdk;

[TestClass]
public class When_a_column_has_another_type
{
    private readonly Entity _row = new("invoice");

    [TestMethod]
    public void Should_refuse_to_read_it()
    {
        _row["text"] = "text";
        _row["number"] = 5;
        _row["choice"] = new OptionSetValue(1);
        _row["amount"] = new Money(4m);
        _row["aliased"] = new AliasedValue("account", "number", 5);

        Assert.ThrowsExactly<InvalidCastException>(() => _row.GetAttributeValue<int>("text"));
        Assert.ThrowsExactly<InvalidCastException>(() => _row.GetAttributeValue<string>("number"));
        Assert.ThrowsExactly<InvalidCastException>(() => _row.GetAttributeValue<long>("number"));
        Assert.ThrowsExactly<InvalidCastException>(() => _row.GetAttributeValue<int>("choice"));
        Assert.ThrowsExactly<InvalidCastException>(() => _row.GetAttributeValue<EntityState>("choice"));
        Assert.ThrowsExactly<InvalidCastException>(() => _row.GetAttributeValue<decimal>("amount"));
        Assert.ThrowsExactly<InvalidCastException>(() => _row.GetAttributeValue<int>("aliased"));
    }

    [TestMethod]
    public void Should_say_so_without_exception_when_tried()
    {
        _row["text"] = "text";

        Assert.IsFalse(_row.TryGetAttributeValue<int>("text", out var number));
        Assert.AreEqual(0, number);
    }

    [TestMethod]
    public void Should_read_it_where_the_type_only_may_be_null()
    {
        _row["number"] = 5;

        Assert.AreEqual(5, _row.GetAttributeValue<int?>("number"));
        Assert.IsTrue(_row.TryGetAttributeValue<int?>("number", out var number));
        Assert.AreEqual(5, number);
    }
}
