using Finance.Staging;
using Finance.Storage;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.OData.Query;

namespace Finance.Api;

/// <summary>Reads of ProjActualsImports.</summary>
internal sealed class ProjActualsImportsController(FinanceDatabase database, IConfiguration configuration) : ReadController<ActualsImport>(database, configuration)
{
    /// <summary>One row by its key.</summary>
    [HttpGet]
    public Task<IActionResult> Get(string keydataAreaId, Guid keyActualsImportId, ODataQueryOptions<ActualsImport> options) => FindAsync(options, row => row.DataAreaId == keydataAreaId && row.ActualsImportId == keyActualsImportId);
}
