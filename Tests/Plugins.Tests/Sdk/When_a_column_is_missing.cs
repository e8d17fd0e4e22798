using Microsoft.Xrm.Sdk;

namespace Plugins.Tests.Sdk;

[TestClass]
internal sealed class When_a_column_is_missing
{
    private readonly Entity row = new("invoice");

    [TestMethod]
    public void Should_read_as_the_default_of_the_type()
    {
        Assert.AreEqual(0, row.GetAttributeValue<int>("quantity"));
        Assert.IsNull(row.GetAttributeValue<int?>("quantity"));
        Assert.IsNull(row.GetAttributeValue<string>("name"));
        Assert.IsNull(row.GetAttributeValue<Money>("amount"));
    }

    [TestMethod]
    public void Should_be_refused_by_the_indexer()
    {
        Assert.ThrowsExactly<KeyNotFoundException>(() => row["name"]);
        Assert.ThrowsExactly<KeyNotFoundException>(() => row.Attributes["name"]);
    }

    [TestMethod]
    public void Should_not_be_contained()
    {
        Assert.IsFalse(row.Contains("name"));
        Assert.IsFalse(row.TryGetAttributeValue<string>("name", out var name));
        Assert.IsNull(name);
    }

    [TestMethod]
    public void Should_be_told_from_a_column_without_value()
    {
        row["name"] = null;

        Assert.IsTrue(row.Contains("name"));
        Assert.IsNull(row.GetAttributeValue<string>("name"));
        Assert.AreEqual(0, row.GetAttributeValue<int>("name"));
        Assert.IsFalse(row.TryGetAttributeValue<string>("name", out _));
    }

    [TestMethod]
    public void Should_tell_capital_letters_apart()
    {
        row["Name"] = "x";

        Assert.IsFalse(row.Contains("name"));
    }

    [TestMethod]
    [DataRow(null)]
    [DataRow("")]
    [DataRow(" ")]
    public void Should_refuse_a_name_that_is_none(string? name)
    {
        var refusal = Assert.ThrowsExactly<ArgumentNullException>(() => row.GetAttributeValue<string>(name!));

        Assert.AreEqual("attributeLogicalName", refusal.ParamName);
        Assert.IsFalse(row.TryGetAttributeValue<string>(name!, out _));
    }

    [TestMethod]
    public void Should_refuse_null_as_a_name_everywhere()
    {
        Assert.ThrowsExactly<ArgumentNullException>(() => row[null!]);
        Assert.ThrowsExactly<ArgumentNullException>(() => row[null!] = 1);
        Assert.ThrowsExactly<ArgumentNullException>(() => row.Contains(null!));
    }
}
