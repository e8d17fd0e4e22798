using Microsoft.Xrm.Sdk;
using Microsoft.Xrm.Sdk.Query;

namespace LocalDataverse.WebApi.Queries;

/// <summary>Reads related rows in pages of ids, never row by row.</summary>
internal static class RelatedRows
{
    private const int IdsPerQuery = 500;

    public static LoadedRows Load(IOrganizationService service, RowPlan plan, IReadOnlyList<Entity> rows)
    {
        if (plan.Expands.Count == 0 || rows.Count == 0)
        {
            return LoadedRows.Plain(rows);
        }

        var related = plan.Expands.ToDictionary(
            expand => expand,
            IReadOnlyDictionary<Guid, IReadOnlyList<RelatedRow>> (expand) =>
                expand.Navigation is null ? Collection(service, expand, rows) : Single(service, expand, rows)
        );
        return new LoadedRows(rows, related);
    }

    private static Dictionary<Guid, IReadOnlyList<RelatedRow>> Single(IOrganizationService service, ExpandPlan expand, IReadOnlyList<Entity> rows)
    {
        Dictionary<Guid, IReadOnlyList<RelatedRow>> found = [];
        var references = rows.Select(row => row.GetAttributeValue<EntityReference>(expand.Navigation!.Column.LogicalName))
            .Where(reference => reference is not null && expand.Targets.ContainsKey(reference.LogicalName))
            .GroupBy(reference => reference.LogicalName, reference => reference.Id);
        foreach (var group in references)
        {
            var plan = expand.Targets[group.Key];
            var targets = Read(service, plan, plan.Table.PrimaryId, [.. group.Distinct()], null);
            var beneath = Load(service, plan, targets);
            foreach (var target in targets)
            {
                found[target.Id] = [new RelatedRow(target, plan, beneath)];
            }
        }

        return found;
    }

    private static Dictionary<Guid, IReadOnlyList<RelatedRow>> Collection(IOrganizationService service, ExpandPlan expand, IReadOnlyList<Entity> rows)
    {
        var plan = expand.Targets.Values.Single();
        var lookup = expand.Relationship!.ReferencingColumn;
        var children = Read(service, plan, lookup, [.. rows.Select(row => row.Id)], expand.Restrict, lookup);
        var beneath = Load(service, plan, children);
        return children
            .GroupBy(child => child.GetAttributeValue<EntityReference>(lookup).Id)
            .ToDictionary(
                group => group.Key,
                group => (IReadOnlyList<RelatedRow>)[.. group.Take(expand.Top ?? int.MaxValue).Select(child => new RelatedRow(child, plan, beneath))]
            );
    }

    private static List<Entity> Read(
        IOrganizationService service,
        RowPlan plan,
        string column,
        IReadOnlyList<Guid> ids,
        Action<QueryExpression>? restrict,
        string? extraColumn = null
    )
    {
        List<Entity> found = [];
        foreach (var chunk in ids.Chunk(IdsPerQuery))
        {
            var columns = plan.ColumnSet.AllColumns ? new ColumnSet(true) : new ColumnSet([.. plan.ColumnSet.Columns]);
            if (extraColumn is not null && !columns.AllColumns && !columns.Columns.Contains(extraColumn))
            {
                columns.AddColumn(extraColumn);
            }

            var query = new QueryExpression(plan.Table.LogicalName) { ColumnSet = columns };
            restrict?.Invoke(query);
            query.Criteria.AddCondition(new ConditionExpression(column, ConditionOperator.In, [.. chunk.Cast<object>()]));
            query.PageInfo = new PagingInfo { Count = Http.Preferences.LargestPage, PageNumber = 1 };
            EntityCollection page;
            do
            {
                page = service.RetrieveMultiple(query);
                found.AddRange(page.Entities);
                query.PageInfo.PageNumber++;
                query.PageInfo.PagingCookie = page.PagingCookie;
            } while (page.MoreRecords);
        }

        return found;
    }
}
