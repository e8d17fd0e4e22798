using Microsoft.Xrm.Sdk;

namespace Plugins.Tests.Sdk;

[TestClass]
internal sealed class When_a_row_becomes_a_reference
{
    private static readonly Guid Id = new("11111111-1111-1111-1111-111111111111");

    [TestMethod]
    public void Should_have_table_id_and_row_version()
    {
        var reference = new Entity("invoice", Id) { RowVersion = "7", ["name"] = "INV-1" }.ToEntityReference();

        Assert.AreEqual("invoice", reference.LogicalName);
        Assert.AreEqual(Id, reference.Id);
        Assert.AreEqual("7", reference.RowVersion);
        Assert.IsNull(reference.Name);
    }

    [TestMethod]
    public void Should_lose_the_alternate_key()
    {
        Assert.IsEmpty(new Entity("invoice", "number", "1").ToEntityReference().KeyAttributes);
    }
}
