using Finance.Ledger;
using Finance.Storage;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.OData.Query;

namespace Finance.Api;

/// <summary>Reads of SalesTaxTransactions.</summary>
internal sealed class SalesTaxTransactionsController(FinanceDatabase database, IConfiguration configuration) : ReadController<SalesTaxTransaction>(database, configuration)
{
    /// <summary>One row by its key.</summary>
    [HttpGet]
    public Task<IActionResult> Get(Guid keyActualId, string keyTaxCode, ODataQueryOptions<SalesTaxTransaction> options) => FindAsync(options, row => row.ActualId == keyActualId && row.TaxCode == keyTaxCode);
}
