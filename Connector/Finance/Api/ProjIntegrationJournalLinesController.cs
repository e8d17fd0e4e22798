using Finance.Journal;
using Finance.Storage;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.OData.Query;

namespace Finance.Api;

/// <summary>Reads of ProjIntegrationJournalLines.</summary>
internal sealed class ProjIntegrationJournalLinesController(FinanceDatabase database, IConfiguration configuration) : ReadController<IntegrationJournalLine>(database, configuration)
{
    /// <summary>One row by its key.</summary>
    [HttpGet]
    public Task<IActionResult> Get(string keydataAreaId, string keyJournalId, int keyLineNumber, ODataQueryOptions<IntegrationJournalLine> options) => FindAsync(options, row => row.DataAreaId == keydataAreaId && row.JournalId == keyJournalId && row.LineNumber == keyLineNumber);
}
