using Finance.Staging;
using Finance.Storage;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.OData.Query;

namespace Finance.Api;

/// <summary>Reads of ProjTransactionRelationships.</summary>
internal sealed class ProjTransactionRelationshipsController(FinanceDatabase database, IConfiguration configuration) : ReadController<TransactionRelationship>(database, configuration)
{
    /// <summary>One row by its key.</summary>
    [HttpGet]
    public Task<IActionResult> Get(Guid key, ODataQueryOptions<TransactionRelationship> options) => FindAsync(options, row => row.ConnectionId == key);
}
