using Finance.Journal;
using Finance.Storage;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.OData.Query;

namespace Finance.Api;

/// <summary>Reads of ProjIntegrationJournals.</summary>
internal sealed class ProjIntegrationJournalsController(FinanceDatabase database, IConfiguration configuration) : ReadController<IntegrationJournal>(database, configuration)
{
    /// <summary>One row by its key.</summary>
    [HttpGet]
    public Task<IActionResult> Get(string keydataAreaId, string keyJournalId, ODataQueryOptions<IntegrationJournal> options) => FindAsync(options, row => row.DataAreaId == keydataAreaId && row.JournalId == keyJournalId);
}
