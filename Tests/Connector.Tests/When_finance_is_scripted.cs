using ProjectInvoice.Connector.Tests.Servers;

namespace ProjectInvoice.Connector.Tests;

[TestClass]
internal sealed class When_finance_is_scripted : FinanceContract
{
    protected override async Task<(string Url, IAsyncDisposable Host)> StartAsync()
    {
        var finance = new FinanceServer();
        await finance.StartAsync();
        return (finance.Url, finance);
    }
}
