using Finance.Proposals;
using Finance.Storage;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.OData.Query;

namespace Finance.Api;

/// <summary>Reads of ProjOnAccountTransactions.</summary>
internal sealed class ProjOnAccountTransactionsController(FinanceDatabase database, IConfiguration configuration) : ReadController<OnAccountTransaction>(database, configuration)
{
    /// <summary>One row by its key.</summary>
    [HttpGet]
    public Task<IActionResult> Get(string keydataAreaId, Guid keyOnAccountTransactionId, ODataQueryOptions<OnAccountTransaction> options) => FindAsync(options, row => row.DataAreaId == keydataAreaId && row.OnAccountTransactionId == keyOnAccountTransactionId);
}
