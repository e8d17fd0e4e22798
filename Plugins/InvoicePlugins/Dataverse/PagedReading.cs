using System;
using System.Collections.Generic;
using System.Linq;
using Microsoft.Xrm.Sdk;
using Microsoft.Xrm.Sdk.Query;

namespace InvoicePlugins.Dataverse;

/// <summary>Reads rows by the page, however many there are.</summary>
internal static class PagedReading
{
    /// <summary>How many ids one query may name; well below the 2,100 parameters of a query, since some queries name each id twice.</summary>
    public const int IdsPerQuery = 500;

    /// <summary>How many rows a page has; the platform gives no more.</summary>
    public const int RowsPerPage = 5000;

    /// <summary>Reads every row of a query, page after page, in the order of the query.</summary>
    /// <param name="service">The organization service.</param>
    /// <param name="query">The query; its paging is set here. Without an order, the rows come by their primary key.</param>
    /// <returns>The rows, read while they are enumerated.</returns>
    public static IEnumerable<Entity> ReadAll(this IOrganizationService service, QueryExpression query)
    {
        query.PageInfo = new PagingInfo { Count = RowsPerPage, PageNumber = 1 };
        if (query.Orders.Count == 0)
        {
            query.AddOrder(query.EntityName + "id", OrderType.Ascending);
        }

        while (true)
        {
            var page = service.RetrieveMultiple(query);
            foreach (var row in page.Entities)
            {
                yield return row;
            }

            if (!page.MoreRecords)
            {
                yield break;
            }

            query.PageInfo.PageNumber++;
            query.PageInfo.PagingCookie = page.PagingCookie;
        }
    }

    /// <summary>Reads the rows of many ids with few queries, never one query an id.</summary>
    /// <typeparam name="TId">The type of the ids.</typeparam>
    /// <param name="service">The organization service.</param>
    /// <param name="ids">The ids; none gives no query.</param>
    /// <param name="query">The query for some of the ids.</param>
    public static IEnumerable<Entity> ReadByIds<TId>(
        this IOrganizationService service,
        IReadOnlyCollection<TId> ids,
        Func<IReadOnlyList<TId>, QueryExpression> query
    )
    {
        for (var start = 0; start < ids.Count; start += IdsPerQuery)
        {
            foreach (var row in service.ReadAll(query(ids.Skip(start).Take(IdsPerQuery).ToList())))
            {
                yield return row;
            }
        }
    }

    /// <summary>Reads some columns of the rows of many ids with few queries.</summary>
    /// <param name="service">The organization service.</param>
    /// <param name="ids">The primary keys; none gives no query.</param>
    /// <returns>The rows that exist.</returns>
    public static IEnumerable<Entity> ReadByIds(this IOrganizationService service, string table, IReadOnlyCollection<Guid> ids, params string[] columns) =>
        service.ReadByIds(
            ids,
            some =>
            {
                var query = new QueryExpression(table) { ColumnSet = new ColumnSet(columns) };
                query.Criteria.AddAnyOf(table + "id", some);
                return query;
            }
        );

    /// <summary>Adds the condition that a column holds one of several values.</summary>
    /// <typeparam name="TValue">The type of the values.</typeparam>
    public static void AddAnyOf<TValue>(this FilterExpression filter, string column, IEnumerable<TValue> values) =>
        filter.AddCondition(column, ConditionOperator.In, values.Cast<object>().ToArray());
}
