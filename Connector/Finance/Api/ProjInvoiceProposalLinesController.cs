using Finance.Proposals;
using Finance.Storage;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.OData.Query;

namespace Finance.Api;

/// <summary>Reads of ProjInvoiceProposalLines.</summary>
internal sealed class ProjInvoiceProposalLinesController(FinanceDatabase database, IConfiguration configuration) : ReadController<ProposalLine>(database, configuration)
{
    /// <summary>One row by its key.</summary>
    [HttpGet]
    public Task<IActionResult> Get(string keydataAreaId, string keyInvoiceProposalId, int keyLineNumber, ODataQueryOptions<ProposalLine> options) => FindAsync(options, row => row.DataAreaId == keydataAreaId && row.InvoiceProposalId == keyInvoiceProposalId && row.LineNumber == keyLineNumber);
}
