using Finance.Ledger;
using Finance.Storage;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.OData.Query;

namespace Finance.Api;

/// <summary>Reads of CustTransactions.</summary>
internal sealed class CustTransactionsController(FinanceDatabase database, IConfiguration configuration) : ReadController<CustomerTransaction>(database, configuration)
{
    /// <summary>One row by its key.</summary>
    [HttpGet]
    public Task<IActionResult> Get(string keydataAreaId, string keyVoucher, ODataQueryOptions<CustomerTransaction> options) => FindAsync(options, row => row.DataAreaId == keydataAreaId && row.Voucher == keyVoucher);
}
