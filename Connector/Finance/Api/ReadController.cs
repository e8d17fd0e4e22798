using Finance.SetUp;
using Finance.Storage;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.OData.Query;
using Microsoft.AspNetCore.OData.Routing.Controllers;
using Microsoft.EntityFrameworkCore;
using Microsoft.OData.UriParser;

namespace Finance.Api;

/// <summary>Reads of one set: $filter, $select, $orderby, $top, $skip, $count; pages of at most 10,000. Without cross-company=true only the default company is seen.</summary>
internal abstract class ReadController<T>(FinanceDatabase database, IConfiguration configuration) : ODataController
    where T : class
{
    private const int PageSize = 10_000;

    /// <summary>The set, or its count below /$count.</summary>
    [HttpGet]
    public async Task<IActionResult> Get(ODataQueryOptions<T> options)
    {
        options.Validate(new Microsoft.AspNetCore.OData.Query.Validator.ODataValidationSettings { MaxTop = null, MaxNodeCount = 1000, AllowedQueryOptions = AllowedQueryOptions.Supported });
        var rows = await SeenAsync(HttpContext.RequestAborted);
        if (options.Context.Path?.LastSegment is CountSegment)
        {
            var filtered = (IQueryable<T>)(options.Filter?.ApplyTo(rows, new ODataQuerySettings()) ?? rows);
            return Ok(await filtered.LongCountAsync(HttpContext.RequestAborted));
        }

        return Ok(options.ApplyTo(rows, new ODataQuerySettings { PageSize = PageSize, EnsureStableOrdering = true }));
    }

    /// <summary>The row of a key, seen through the same rule as the set.</summary>
    protected async Task<IActionResult> FindAsync(ODataQueryOptions<T> options, System.Linq.Expressions.Expression<Func<T, bool>> key)
    {
        var found = (await SeenAsync(HttpContext.RequestAborted)).Where(key);
        if (options.ApplyTo(found, new ODataQuerySettings()).Cast<object>().FirstOrDefault() is not { } row)
        {
            throw new FinanceRefusal("PINV4404", Request.Path.Value!, "There is no such record, or it is in another company and cross-company=true is missing. Correct the request.", StatusCodes.Status404NotFound);
        }

        return Ok(row);
    }

    private async Task<IQueryable<T>> SeenAsync(CancellationToken cancellation)
    {
        var context = await database.ReadAsync(cancellation);
        HttpContext.Response.RegisterForDisposeAsync(context);
        var rows = context.Set<T>().AsNoTracking();
        var crossCompany = string.Equals(Request.Query["cross-company"], "true", StringComparison.OrdinalIgnoreCase);
        if (crossCompany || !typeof(ICompanyRow).IsAssignableFrom(typeof(T)))
        {
            return rows;
        }

        var company = configuration["DefaultCompany"] ?? await context.Set<Company>().OrderBy(row => row.Id).Select(row => row.Id).FirstOrDefaultAsync(cancellation) ?? string.Empty;
        return rows.Where(row => EF.Property<string>(row, nameof(ICompanyRow.DataAreaId)) == company);
    }
}
