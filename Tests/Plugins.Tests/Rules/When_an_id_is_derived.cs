using InvoicePlugins.Dataverse;

namespace Plugins.Tests.Rules;

[TestClass]
internal sealed class When_an_id_is_derived
{
    [TestMethod]
    public void It_is_the_one_RFC_4122_prescribes() =>
        // The published example of version 5: the DNS name www.example.com.
        Assert.AreEqual(
            new Guid("2ed6657d-e927-568b-95e1-2665a8aea6a2"),
            NameBasedGuid.Derive(new Guid("6ba7b810-9dad-11d1-80b4-00c04fd430c8"), "www.example.com")
        );

    [TestMethod]
    public void Another_part_gives_another_id() => Assert.AreNotEqual(NameBasedGuid.Derive("a", "B"), NameBasedGuid.Derive("a", "B1"));
}
