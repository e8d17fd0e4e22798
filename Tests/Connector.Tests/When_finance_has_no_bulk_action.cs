using ProjectInvoice.Connector.Tests.Servers;

namespace ProjectInvoice.Connector.Tests;

[TestClass]
internal sealed class When_finance_has_no_bulk_action : FinanceContract
{
    protected override bool KnowsTheSameRow => false;

    protected override string Profile => "Finance and operations apps";

    protected override async Task<(string Url, IAsyncDisposable Host)> StartAsync()
    {
        var finance = new FinanceServer(hasBulkAction: false);
        await finance.StartAsync();
        return (finance.Url, finance);
    }
}
