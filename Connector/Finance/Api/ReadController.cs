using System.Reflection;
using Finance.SetUp;
using Finance.Storage;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.OData.Extensions;
using Microsoft.AspNetCore.OData.Query;
using Microsoft.AspNetCore.OData.Routing.Controllers;
using Microsoft.EntityFrameworkCore;
using Microsoft.OData.Edm;
using Microsoft.OData.UriParser;

namespace Finance.Api;

/// <summary>Reads of one set: $filter, $select, $orderby, $top, $skip, $count; pages of at most 10,000. Without cross-company=true only the default company is seen.</summary>
internal abstract class ReadController<T>(FinanceDatabase database, IConfiguration configuration) : ODataController
    where T : class
{
    private const int PageSize = 10_000;

    private static readonly string? CompanyProperty =
        typeof(ICompanyRow).IsAssignableFrom(typeof(T)) ? nameof(ICompanyRow.DataAreaId) : SetUpSection.All.FirstOrDefault(section => section.Record == typeof(T))?.Company?.Name;

    /// <summary>The set, or its count below /$count.</summary>
    [HttpGet]
    public async Task<IActionResult> Get(ODataQueryOptions<T> options)
    {
        Answered(() =>
        {
            options.Validate(new Microsoft.AspNetCore.OData.Query.Validator.ODataValidationSettings { MaxTop = null, MaxNodeCount = 1000, AllowedQueryOptions = AllowedQueryOptions.Supported });
            return options.Filter?.FilterClause;
        });
        var rows = await SeenAsync(HttpContext.RequestAborted);
        if (options.Context.Path?.LastSegment is CountSegment)
        {
            return Ok(Answered(() => ((IQueryable<T>)(options.Filter?.ApplyTo(rows, new ODataQuerySettings()) ?? rows)).LongCount()));
        }

        return Ok(Answered(() => options.ApplyTo(rows, new ODataQuerySettings { PageSize = PageSize, EnsureStableOrdering = true }, WholeRows(options))));
    }

    /// <summary>The row of a key, seen through the same rule as the set.</summary>
    protected async Task<IActionResult> FindAsync(ODataQueryOptions<T> options, System.Linq.Expressions.Expression<Func<T, bool>> key)
    {
        var found = (await SeenAsync(HttpContext.RequestAborted)).Where(key);
        if (Answered(() => options.ApplyTo(found, new ODataQuerySettings(), WholeRows(options)).Cast<object>().FirstOrDefault()) is not { } row)
        {
            throw new FinanceRefusal("PINV4404", Request.Path.Value!, "There is no such record, or it is in another company and cross-company=true is missing. Correct the request.", StatusCodes.Status404NotFound);
        }

        return Ok(row);
    }

    private TResult Answered<TResult>(Func<TResult> query)
    {
        try
        {
            return query();
        }
        catch (Exception exception) when ((exception as TargetInvocationException)?.InnerException is InvalidOperationException || exception is InvalidOperationException or OverflowException)
        {
            // Well formed, but the database has no words for it, such as round() or a number beyond every column.
            throw new FinanceRefusal("PINV4405", Request.Path.Value!, "The query options ask for something that is not offered here. Simplify $filter, $orderby or $skiptoken, then send it again.");
        }
    }

    private async Task<IQueryable<T>> SeenAsync(CancellationToken cancellation)
    {
        var context = await database.ReadAsync(cancellation);
        HttpContext.Response.RegisterForDisposeAsync(context);
        var rows = context.Set<T>().AsNoTracking();
        var company = CompanyProperty is null ? null : await SeenCompanies.OnlyAsync(Request, configuration, context, cancellation);
        return company is null ? rows : rows.Where(row => EF.Property<string>(row, CompanyProperty!) == company);
    }

    /// <summary>The version of a row needs all of it: where rows have one, the properties are chosen when they are written out, not by the database.</summary>
    private AllowedQueryOptions WholeRows(ODataQueryOptions<T> options)
    {
        if (!HttpContext.RequestServices.GetRequiredService<EditableSets>().Contains((options.Context.NavigationSource as IEdmEntitySet)?.Name))
        {
            return AllowedQueryOptions.None;
        }

        Request.ODataFeature().SelectExpandClause = options.SelectExpand?.SelectExpandClause;
        return AllowedQueryOptions.Select | AllowedQueryOptions.Expand;
    }
}
