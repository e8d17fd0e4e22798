using Finance.Proposals;
using Finance.Storage;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.OData.Query;

namespace Finance.Api;

/// <summary>Reads of ProjInvoiceProposals.</summary>
internal sealed class ProjInvoiceProposalsController(FinanceDatabase database, IConfiguration configuration) : ReadController<InvoiceProposal>(database, configuration)
{
    /// <summary>One row by its key.</summary>
    [HttpGet]
    public Task<IActionResult> Get(string keydataAreaId, string keyInvoiceProposalId, ODataQueryOptions<InvoiceProposal> options) => FindAsync(options, row => row.DataAreaId == keydataAreaId && row.InvoiceProposalId == keyInvoiceProposalId);
}
