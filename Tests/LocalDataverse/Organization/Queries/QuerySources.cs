using System.Globalization;
using LocalDataverse.Faults;
using Microsoft.Xrm.Sdk.Query;

namespace LocalDataverse.Queries;

/// <summary>The tables of a query: its own, and one for each link.</summary>
internal sealed class QuerySources(DataverseOrganization organization)
{
    public List<QuerySource> Of(QueryExpression query)
    {
        var table = organization.TableOrFault(query.EntityName);
        var root = new QuerySource(0, table.LogicalName, table, organization.Database.Store(table.LogicalName), null, null);
        return Beneath(root, query.LinkEntities);
    }

    /// <summary>A join of its own, from a table of another one.</summary>
    public List<QuerySource> Of(QuerySource owner, LinkEntity link) => Beneath(new QuerySource(0, owner.Alias, owner.Table, owner.Store, null, null), [link]);

    private List<QuerySource> Beneath(QuerySource root, IEnumerable<LinkEntity> links)
    {
        var sources = new List<QuerySource> { root };
        Add(links, root, sources);
        return sources;
    }

    private void Add(IEnumerable<LinkEntity> links, QuerySource parent, List<QuerySource> sources)
    {
        foreach (var link in links)
        {
            var table = organization.TableOrFault(link.LinkToEntityName);
            var alias = string.IsNullOrEmpty(link.EntityAlias) ? table.LogicalName + sources.Count.ToString(CultureInfo.InvariantCulture) : link.EntityAlias;
            var source = new QuerySource(sources.Count, alias, table, organization.Database.Store(table.LogicalName), link, parent);
            parent.Column(link.LinkFromAttributeName);
            source.Column(link.LinkToAttributeName);
            if (
                link.JoinOperator
                is not (
                    JoinOperator.Inner
                    or JoinOperator.Natural
                    or JoinOperator.LeftOuter
                    or JoinOperator.Exists
                    or JoinOperator.In
                    or JoinOperator.Any
                    or JoinOperator.NotAny
                    or JoinOperator.MatchFirstRowUsingCrossApply
                )
            )
            {
                throw DataverseFault.InvalidArgument($"Join operator {link.JoinOperator} is not supported by this organization.");
            }

            parent.Children.Add(source);
            sources.Add(source);
            Add(link.LinkEntities, source, sources);
        }
    }
}
