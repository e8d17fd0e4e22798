using Microsoft.Crm.Sdk.Messages;
using Microsoft.Xrm.Sdk;

namespace Plugins.Tests.Sdk;

[TestClass]
internal sealed class When_the_assemblies_are_identified
{
    [TestMethod]
    public void Should_have_the_names_that_the_sandbox_loads()
    {
        Assert.AreEqual("Microsoft.Xrm.Sdk, Version=9.0.0.0, Culture=neutral, PublicKeyToken=31bf3856ad364e35", typeof(Entity).Assembly.FullName);
        Assert.AreEqual("Microsoft.Crm.Sdk.Proxy, Version=9.0.0.0, Culture=neutral, PublicKeyToken=31bf3856ad364e35", typeof(WhoAmIRequest).Assembly.FullName);
    }
}
