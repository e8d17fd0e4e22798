using LocalDataverse.Metadata;
using LocalDataverse.WebApi.Model;
using Microsoft.Xrm.Sdk;

namespace LocalDataverse.WebApi.Records;

/// <summary>A row as a body describes it, with the related rows that are to be created along with it.</summary>
internal sealed record RowDraft(TableModel Table, Entity Row)
{
    /// <summary>Rows that its lookups are to point at: created before it.</summary>
    public List<(NavigationModel Navigation, RowDraft Draft)> Referenced { get; } = [];

    /// <summary>Rows that point at it: created after it.</summary>
    public List<(RelationshipMetadata Relationship, RowDraft Draft)> Referencing { get; } = [];

    public bool IsDeep => Referenced.Count > 0 || Referencing.Count > 0;

    /// <summary>The rows in the order in which they can be created; ids are given ahead so that they can refer to each other.</summary>
    public IEnumerable<Entity> InOrder()
    {
        if (IsDeep && Row.Id == Guid.Empty)
        {
            Row.Id = Guid.CreateVersion7();
        }

        foreach (var (navigation, draft) in Referenced)
        {
            foreach (var row in draft.InOrderWithId())
            {
                yield return row;
            }

            Row[navigation.Column.LogicalName] = new EntityReference(draft.Row.LogicalName, draft.Row.Id);
        }

        yield return Row;
        foreach (var (relationship, draft) in Referencing)
        {
            draft.Row[relationship.ReferencingColumn] = new EntityReference(Row.LogicalName, Row.Id);
            foreach (var row in draft.InOrderWithId())
            {
                yield return row;
            }
        }
    }

    private IEnumerable<Entity> InOrderWithId()
    {
        if (Row.Id == Guid.Empty)
        {
            Row.Id = Guid.CreateVersion7();
        }

        return InOrder();
    }
}
