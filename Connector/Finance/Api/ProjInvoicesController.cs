using Finance.Posting;
using Finance.Storage;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.OData.Query;

namespace Finance.Api;

/// <summary>Reads of ProjInvoices.</summary>
internal sealed class ProjInvoicesController(FinanceDatabase database, IConfiguration configuration) : ReadController<PostedInvoice>(database, configuration)
{
    /// <summary>One row by its key.</summary>
    [HttpGet]
    public Task<IActionResult> Get(string keydataAreaId, string keyProjInvoiceId, ODataQueryOptions<PostedInvoice> options) => FindAsync(options, row => row.DataAreaId == keydataAreaId && row.ProjInvoiceId == keyProjInvoiceId);
}
