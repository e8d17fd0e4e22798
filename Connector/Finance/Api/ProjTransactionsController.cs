using Finance.Ledger;
using Finance.Storage;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.OData.Query;

namespace Finance.Api;

/// <summary>Reads of ProjTransactions.</summary>
internal sealed class ProjTransactionsController(FinanceDatabase database, IConfiguration configuration) : ReadController<ProjectTransaction>(database, configuration)
{
    /// <summary>One row by its key.</summary>
    [HttpGet]
    public Task<IActionResult> Get(Guid key, ODataQueryOptions<ProjectTransaction> options) => FindAsync(options, row => row.ActualId == key);
}
