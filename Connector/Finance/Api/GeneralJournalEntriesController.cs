using Finance.Ledger;
using Finance.Storage;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.OData.Query;

namespace Finance.Api;

/// <summary>Reads of GeneralJournalEntries.</summary>
internal sealed class GeneralJournalEntriesController(FinanceDatabase database, IConfiguration configuration) : ReadController<LedgerVoucher>(database, configuration)
{
    /// <summary>One row by its key.</summary>
    [HttpGet]
    public Task<IActionResult> Get(string keydataAreaId, string keyVoucher, ODataQueryOptions<LedgerVoucher> options) => FindAsync(options, row => row.DataAreaId == keydataAreaId && row.Voucher == keyVoucher);
}
