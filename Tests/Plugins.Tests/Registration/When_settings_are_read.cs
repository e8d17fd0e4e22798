using InvoicePlugins.Dataverse;
using Microsoft.Xrm.Sdk;
using Plugins.Tests.Environment;

namespace Plugins.Tests.Registration;

[TestClass]
public sealed class When_settings_are_read
{
    private readonly Site site = Site.New();

    [TestMethod]
    public void The_tables_are_read_where_the_platform_has_no_reader()
    {
        site.Organization.SetEnvironmentVariable("pinv_CreateActuals", "no");
        site.Organization.SetEnvironmentVariable("pinv_RetainerTransactionClass", "192350777");
        var settings = new EnvironmentVariables(null, site.Loader);

        Assert.IsFalse(settings.CreateActuals);
        Assert.AreEqual(192350777, settings.RetainerTransactionClass);
        Assert.AreEqual(TimeSpan.FromSeconds(15), settings.ConnectorTimeout);
        Assert.IsNull(settings.ConnectorUrl);
        Assert.AreEqual(TimeZoneInfo.Utc, settings.TimeZone);
    }

    [TestMethod]
    public void What_cannot_be_used_is_named()
    {
        Unusable("pinv_CreateActuals", "perhaps", settings => settings.CreateActuals);
        Unusable("pinv_ConnectorUrl", "connector", settings => settings.ConnectorUrl);
        Unusable("pinv_ConnectorTimeoutSeconds", "0", settings => settings.ConnectorTimeout);
        Unusable("pinv_RetainerTransactionClass", "Retainer", settings => settings.RetainerTransactionClass);
    }

    private void Unusable(string name, string value, Func<EnvironmentVariables, object?> read)
    {
        site.Organization.SetEnvironmentVariable(name, value);

        var refused = Assert.ThrowsExactly<InvalidPluginExecutionException>(() => read(new EnvironmentVariables(null, site.Loader)));
        Assert.StartsWith($"PINV1503: Environment: The environment variable {name} holds '{value}'", refused.Message);
    }
}
