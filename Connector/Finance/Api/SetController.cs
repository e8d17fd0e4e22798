using System.Reflection;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.OData.Extensions;
using Microsoft.AspNetCore.OData.Query;
using Microsoft.AspNetCore.OData.Routing.Controllers;
using Microsoft.EntityFrameworkCore;
using Microsoft.OData;
using Microsoft.OData.UriParser;
using ProjectInvoice.Finance.Setup;
using ProjectInvoice.Finance.Storage;

namespace ProjectInvoice.Finance.Api;

/// <summary>
/// Reads of one set: $filter, $select, $orderby, $top, $skip, $count; pages of at most 10,000. Without cross-company=true only the default company is seen.
/// </summary>
internal sealed class SetController<T>(FinanceDatabase database, IConfiguration configuration) : ODataController
    where T : class
{
    private const int PageSize = 10_000;

    private static readonly string? CompanyProperty = typeof(ICompanyRow).IsAssignableFrom(typeof(T))
        ? nameof(ICompanyRow.DataAreaId)
        : SetupSection.All.FirstOrDefault(section => section.Record == typeof(T))?.Company?.Name;

    /// <summary>The set, or its count below /$count.</summary>
    [HttpGet]
    public async Task<IActionResult> Get(ODataQueryOptions<T> options)
    {
        ArgumentNullException.ThrowIfNull(options);
        Answered(() =>
        {
            OfferedQueryOptions.OfASet.Require(options);
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
    [HttpGet]
    public async Task<IActionResult> GetOne(ODataQueryOptions<T> options)
    {
        ArgumentNullException.ThrowIfNull(options);
        var set = FinanceModel.SetNames[typeof(T)];
        var text = EntityKey.Of(RouteData.Values);
        var key = EntityKey.Parse(options.Context.Model, set, text);
        OfferedQueryOptions.OfARow.Require(options);
        var found = (await SeenAsync(HttpContext.RequestAborted)).Where(EntityKey.Filter<T>(key));
        return Ok(
            Answered(() => options.ApplyTo(found, new ODataQuerySettings(), WholeRows(options)).Cast<object>().FirstOrDefault())
                ?? throw EditableSetErrors.UnknownRecord.Refusal($"{set}({text})")
        );
    }

    private static TResult Answered<TResult>(Func<TResult> query)
    {
        try
        {
            return query();
        }
        catch (Exception exception)
            when (exception is not ODataException
                && (
                    (exception as TargetInvocationException)?.InnerException is InvalidOperationException
                    || exception is InvalidOperationException or OverflowException
                )
            )
        {
            throw ApiErrors.QueryNotOffered.Refusal(FinanceModel.SetNames[typeof(T)]);
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
        if (!HttpContext.RequestServices.GetRequiredService<EditableSets>().Contains(FinanceModel.SetNames[typeof(T)]))
        {
            return AllowedQueryOptions.None;
        }

        Request.ODataFeature().SelectExpandClause = options.SelectExpand?.SelectExpandClause;
        return AllowedQueryOptions.Select | AllowedQueryOptions.Expand;
    }
}
