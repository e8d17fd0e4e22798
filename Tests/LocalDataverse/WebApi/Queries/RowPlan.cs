using LocalDataverse.Metadata;
using LocalDataverse.WebApi.Model;
using Microsoft.Xrm.Sdk.Query;

namespace LocalDataverse.WebApi.Queries;

/// <summary>Which columns of a table are read and written, and which related rows go along.</summary>
internal sealed class RowPlan
{
    public RowPlan(TableModel table, IEnumerable<ColumnModel>? selected, IReadOnlyList<ExpandPlan>? expands = null)
    {
        Table = table;
        Expands = expands ?? [];
        if (selected is null)
        {
            Columns = table.Columns;
            ColumnSet = new ColumnSet(true);
            return;
        }

        var columns = selected.ToList();
        if (columns.Exists(column => column.Type == ColumnType.Money) && table.ByLogicalName.TryGetValue("transactioncurrencyid", out var currency))
        {
            columns.Add(currency);
        }

        columns.Add(table.ByLogicalName[table.PrimaryId]);
        Columns = [.. columns.DistinctBy(column => column.LogicalName)];
        var lookups = Expands.Where(expand => expand.Navigation is not null).Select(expand => expand.Navigation!.Column.LogicalName);
        ColumnSet = new ColumnSet([.. Columns.Select(column => column.LogicalName).Concat(lookups).Distinct(StringComparer.Ordinal)]);
    }

    public TableModel Table { get; }

    /// <summary>The columns that are written: the key always, the currency beside any amount.</summary>
    public IReadOnlyList<ColumnModel> Columns { get; }

    public ColumnSet ColumnSet { get; }

    public IReadOnlyList<ExpandPlan> Expands { get; }

    /// <summary>The part of the context URL that names what was selected.</summary>
    public string Selection =>
        ColumnSet.AllColumns && Expands.Count == 0
            ? ""
            : "("
                + string.Join(',', (ColumnSet.AllColumns ? [] : Columns.Select(column => column.Property)).Concat(Expands.Select(expand => expand.Name + "()")))
                + ")";
}
