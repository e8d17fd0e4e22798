using Finance.Staging;
using Finance.Storage;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.OData.Query;

namespace Finance.Api;

/// <summary>Reads of ProjectContractLineMilestones.</summary>
internal sealed class ProjectContractLineMilestonesController(FinanceDatabase database, IConfiguration configuration) : ReadController<ContractLineMilestone>(database, configuration)
{
    /// <summary>One row by its key.</summary>
    [HttpGet]
    public Task<IActionResult> Get(string keydataAreaId, string keyContractLineMilestoneIdentifier, ODataQueryOptions<ContractLineMilestone> options) => FindAsync(options, row => row.DataAreaId == keydataAreaId && row.ContractLineMilestoneIdentifier == keyContractLineMilestoneIdentifier);
}
