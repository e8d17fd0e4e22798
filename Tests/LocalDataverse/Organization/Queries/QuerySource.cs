using LocalDataverse.Metadata;
using LocalDataverse.Storage;
using Microsoft.Xrm.Sdk.Query;

namespace LocalDataverse.Queries;

/// <summary>One table of a query: the root or a link.</summary>
internal sealed record QuerySource(int Position, string Alias, TableMetadata Table, TableStore Store, LinkEntity? Link, QuerySource? Parent)
{
    public List<QuerySource> Children { get; } = [];

    /// <summary>Whether the caller may see a row; null: all of them.</summary>
    public Func<Row, bool>? Sees { get; set; }

    public ColumnMetadata Column(string name) => Table.Column(name) ?? throw Faults.DataverseFault.NoSuchAttribute(Table.LogicalName, name);

    public ColumnSet? ColumnsOf(QueryExpression query) => Link is null ? query.ColumnSet : Link.Columns;

    public object? Value(Row? row, string column) => row is null ? null : RowReader.Value(Store, row, column);
}
