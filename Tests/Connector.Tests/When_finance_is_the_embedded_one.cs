using ProjectInvoice.Connector.Tests.Servers;

namespace ProjectInvoice.Connector.Tests;

[TestClass]
internal sealed class When_finance_is_the_embedded_one : FinanceContract
{
    protected override async Task<(string Url, IAsyncDisposable Host)> StartAsync()
    {
        var finance = await EmbeddedFinance.StartAsync();
        return (finance.Url, finance);
    }
}
