using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Configuration.Json;

namespace ProjectInvoice.Connector.Tests;

/// <summary>A user has 128 inotify instances: each host that watched its settings took some, and the last one did not start.</summary>
[TestClass]
internal sealed class When_it_starts_beside_many_others
{
    [TestMethod]
    public async Task It_watches_none_of_its_files()
    {
        await using var application = ConnectorApplication.Build(["--urls=http://127.0.0.1:0"]);

        var files = ((IConfigurationRoot)application.Configuration).Providers.OfType<JsonConfigurationProvider>().ToList();

        Assert.IsNotEmpty(files);
        Assert.IsFalse(files.Exists(file => file.Source.ReloadOnChange));
    }
}
