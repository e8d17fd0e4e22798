using System;
using System.Collections.Generic;
using System.Linq;

namespace Microsoft.Xrm.Sdk.Query;

/// <summary>Walks a query and rebuilds only what a Visit method replaced; the query that was passed in stays as it is.</summary>
public abstract class QueryExpressionVisitorBase : IQueryExpressionVisitor
{
    public virtual QueryExpression Visit(QueryExpression query)
    {
        if (query == null)
        {
            throw new ArgumentNullException(nameof(query));
        }

        var criteria = VisitFilterExpression(query.Criteria);
        var orders = VisitEach(query.Orders, VisitOrderExpression);
        var links = VisitEach(query.LinkEntities, VisitLinkEntity);
        var pageInfo = VisitPagingInfo(query.PageInfo);
        var columns = VisitColumnSet(query.ColumnSet);
        if (
            ReferenceEquals(criteria, query.Criteria)
            && ReferenceEquals(orders, query.Orders)
            && ReferenceEquals(links, query.LinkEntities)
            && ReferenceEquals(pageInfo, query.PageInfo)
            && ReferenceEquals(columns, query.ColumnSet)
        )
        {
            return query;
        }

        var changed = new QueryExpression(query.EntityName)
        {
            Criteria = criteria,
            PageInfo = pageInfo,
            ColumnSet = columns,
            Distinct = query.Distinct,
            NoLock = query.NoLock,
            TopCount = query.TopCount,
            DataSource = query.DataSource,
            ExtensionData = query.ExtensionData,
        };
        changed.Orders.AddRange(orders);
        changed.LinkEntities.AddRange(links);
        return changed;
    }

    protected virtual PagingInfo VisitPagingInfo(PagingInfo pageInfo) => pageInfo;

    protected virtual LinkEntity VisitLinkEntity(LinkEntity linkEntity)
    {
        if (linkEntity == null)
        {
            return null;
        }

        var criteria = VisitFilterExpression(linkEntity.LinkCriteria);
        var orders = VisitEach(linkEntity.Orders, VisitOrderExpression);
        var links = VisitEach(linkEntity.LinkEntities, VisitLinkEntity);
        var columns = VisitColumnSet(linkEntity.Columns);
        if (
            ReferenceEquals(criteria, linkEntity.LinkCriteria)
            && ReferenceEquals(orders, linkEntity.Orders)
            && ReferenceEquals(links, linkEntity.LinkEntities)
            && ReferenceEquals(columns, linkEntity.Columns)
        )
        {
            return linkEntity;
        }

        var changed = new LinkEntity(
            linkEntity.LinkFromEntityName,
            linkEntity.LinkToEntityName,
            linkEntity.LinkFromAttributeName,
            linkEntity.LinkToAttributeName,
            linkEntity.JoinOperator
        )
        {
            EntityAlias = linkEntity.EntityAlias,
            LinkCriteria = criteria,
            Columns = columns,
            ExtensionData = linkEntity.ExtensionData,
        };
        changed.Orders.AddRange(orders);
        changed.LinkEntities.AddRange(links);
        return changed;
    }

    protected virtual ConditionExpression VisitConditionExpression(ConditionExpression condition) => condition;

    protected virtual FilterExpression VisitFilterExpression(FilterExpression filter)
    {
        if (filter == null)
        {
            return null;
        }

        var filters = VisitEach(filter.Filters, VisitFilterExpression);
        var conditions = VisitEach(filter.Conditions, VisitConditionExpression);
        if (ReferenceEquals(filters, filter.Filters) && ReferenceEquals(conditions, filter.Conditions))
        {
            return filter;
        }

        var changed = new FilterExpression(filter.FilterOperator) { IsQuickFindFilter = filter.IsQuickFindFilter, ExtensionData = filter.ExtensionData };
        changed.Filters.AddRange(filters);
        changed.Conditions.AddRange(conditions);
        return changed;
    }

    protected virtual OrderExpression VisitOrderExpression(OrderExpression order) => order;

    protected virtual ColumnSet VisitColumnSet(ColumnSet columnSet) => columnSet;

    private static IList<T> VisitEach<T>(DataCollection<T> items, Func<T, T> visit)
        where T : class
    {
        var visited = items.Select(item => item == null ? null : visit(item) ?? throw new InvalidOperationException("Visit returned null")).ToList();
        return visited.Zip(items, ReferenceEquals).All(same => same) ? items : visited;
    }
}
