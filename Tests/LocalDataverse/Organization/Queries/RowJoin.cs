using LocalDataverse.Storage;
using Microsoft.Xrm.Sdk.Query;

namespace LocalDataverse.Queries;

/// <summary>Joins rows to those of the links beneath them, through indexes.</summary>
/// <param name="links">By the position of a link: what its own filter says of a joined row.</param>
internal sealed class RowJoin(IReadOnlyDictionary<int, Func<Row?[], bool>> links, Transaction? transaction)
{
    public List<Row?[]> Expand(List<Row?[]> rows, QuerySource parent)
    {
        foreach (var child in parent.Children)
        {
            var next = new List<Row?[]>();
            foreach (var row in rows)
            {
                Join(row, child, next);
            }

            rows = next;
        }

        return rows;
    }

    public List<Row?[]> Matches(Row?[] row, QuerySource child)
    {
        var parent = child.Parent!;
        var key = ColumnIndex.Normalize(parent.Value(row[parent.Position], child.Link!.LinkFromAttributeName));
        var result = new List<Row?[]>();
        if (key is null)
        {
            return result;
        }

        foreach (var slot in SlotsOf(child, child.Link.LinkToAttributeName, key))
        {
            if (
                slot.SeenBy(transaction) is not { } match
                || child.Sees?.Invoke(match) is false
                || !IndexKeyComparer.Instance.Equals(ColumnIndex.Normalize(child.Value(match, child.Link.LinkToAttributeName))!, key)
            )
            {
                continue;
            }

            var copy = (Row?[])row.Clone();
            copy[child.Position] = match;
            if (links[child.Position](copy))
            {
                result.Add(copy);
            }
        }

        return result.Count == 0 || child.Children.Count == 0 ? result : Expand(result, child);
    }

    public static IReadOnlyCollection<RowSlot> SlotsOf(QuerySource source, string column, object key)
    {
        if (column == source.Table.PrimaryId)
        {
            return key is Guid id && source.Store.Slot(id) is { } slot ? [slot] : [];
        }

        return column == "versionnumber" ? [.. source.Store.Slots] : source.Store.Index([column]).Find(key);
    }

    private void Join(Row?[] row, QuerySource child, List<Row?[]> joined)
    {
        var matches = Matches(row, child);
        switch (child.Link!.JoinOperator)
        {
            case JoinOperator.LeftOuter when matches.Count == 0:
                joined.Add(row);
                break;
            case JoinOperator.Exists or JoinOperator.In or JoinOperator.Any:
                if (matches.Count > 0)
                {
                    joined.Add(row);
                }

                break;
            case JoinOperator.NotAny:
                if (matches.Count == 0)
                {
                    joined.Add(row);
                }

                break;
            case JoinOperator.MatchFirstRowUsingCrossApply:
                joined.AddRange(matches.Take(1));
                break;
            default:
                joined.AddRange(matches);
                break;
        }
    }
}
