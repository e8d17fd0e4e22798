using System.Collections.Concurrent;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata;

namespace ProjectInvoice.Finance.Storage;

/// <summary>The table and columns of an entity, read once from the model, with the value that each column stores.</summary>
internal sealed class TableShape
{
    private static readonly ConcurrentDictionary<IEntityType, TableShape> Known = new();

    private TableShape(IEntityType entity)
    {
        var table = StoreObjectIdentifier.Create(entity, StoreObjectType.Table)!.Value;
        Table = table.Name;
        Columns =
        [
            .. entity
                .GetProperties()
                .Where(property => !property.IsShadowProperty())
                .Select(property => new TableColumn(property, property.GetColumnName(table)!)),
        ];
        Inserted = [.. Columns.Where(column => !column.IsGenerated)];
        Keys = Of(entity.FindPrimaryKey()!.Properties);
        UniqueKeys =
        [
            .. entity
                .GetKeys()
                .Select(key => key.Properties)
                .Concat(entity.GetIndexes().Where(index => index.IsUnique).Select(index => index.Properties))
                .Select(Of)
                .Where(key => !key.Any(column => column.IsGenerated)),
        ];
    }

    public string Table { get; }

    public IReadOnlyList<TableColumn> Columns { get; }

    /// <summary>The columns that the database does not fill itself.</summary>
    public IReadOnlyList<TableColumn> Inserted { get; }

    /// <summary>The columns of the primary key.</summary>
    public IReadOnlyList<TableColumn> Keys { get; }

    /// <summary>The columns of every unique key whose values are given; the primary key first.</summary>
    public IReadOnlyList<IReadOnlyList<TableColumn>> UniqueKeys { get; }

    public static TableShape Of<T>(DbContext context) =>
        Known.GetOrAdd(
            context.Model.FindEntityType(typeof(T)) ?? throw new InvalidOperationException($"{typeof(T).Name} is not a table."),
            entity => new TableShape(entity)
        );

    public TableColumn Column(string property) => Columns.Single(column => column.Name == property);

    private IReadOnlyList<TableColumn> Of(IEnumerable<IReadOnlyProperty> properties) => [.. properties.Select(property => Column(property.Name))];
}
