using ProjectInvoice.Connector.Tests.Servers;

namespace ProjectInvoice.Connector.Tests;

/// <summary>As <c>Prefer: return=minimal</c> has it: 204 and the address of the row.</summary>
[TestClass]
internal sealed class When_finance_answers_without_content : FinanceContract
{
    protected override bool KnowsTheSameRow => false;

    protected override string Profile => "Finance and operations apps";

    protected override async Task<(string Url, IAsyncDisposable Host)> StartAsync()
    {
        var finance = new FinanceServer(hasBulkAction: false) { AnswersNoContent = true };
        await finance.StartAsync();
        return (finance.Url, finance);
    }
}
