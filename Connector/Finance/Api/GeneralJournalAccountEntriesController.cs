using Finance.Ledger;
using Finance.Storage;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.OData.Query;

namespace Finance.Api;

/// <summary>Reads of GeneralJournalAccountEntries.</summary>
internal sealed class GeneralJournalAccountEntriesController(FinanceDatabase database, IConfiguration configuration) : ReadController<LedgerEntry>(database, configuration)
{
    /// <summary>One row by its key.</summary>
    [HttpGet]
    public Task<IActionResult> Get(string keydataAreaId, string keyVoucher, int keyLineNumber, ODataQueryOptions<LedgerEntry> options) => FindAsync(options, row => row.DataAreaId == keydataAreaId && row.Voucher == keyVoucher && row.LineNumber == keyLineNumber);
}
