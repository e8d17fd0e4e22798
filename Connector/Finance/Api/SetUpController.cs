using Finance.Storage;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.OData.Query;

namespace Finance.Api;

/// <summary>Reads of one section of the set-up; it stands below /data under the name of the section.</summary>
internal sealed class SetUpController<T>(FinanceDatabase database, IConfiguration configuration) : ReadController<T>(database, configuration)
    where T : class
{
    /// <summary>One record by its key.</summary>
    [HttpGet]
    public Task<IActionResult> GetOne(ODataQueryOptions<T> options)
    {
        ArgumentNullException.ThrowIfNull(options);
        return FindAsync(options, EntityKey.Filter<T>(options.Context.Path));
    }
}
