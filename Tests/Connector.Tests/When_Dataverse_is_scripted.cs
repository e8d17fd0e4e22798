using Newtonsoft.Json.Linq;
using ProjectInvoice.Connector.Tests.Servers;

namespace ProjectInvoice.Connector.Tests;

[TestClass]
internal sealed class When_Dataverse_is_scripted : DataverseContract
{
    protected override async Task<(string Url, IAsyncDisposable Host, Func<string, JObject, Task<Guid>> Create)> StartAsync()
    {
        var dataverse = new DataverseServer { TimeZone = "Europe/Rome" };
        await dataverse.StartAsync();
        return (dataverse.Url, dataverse, (table, values) => Task.FromResult(dataverse.Put(table, values)));
    }
}
