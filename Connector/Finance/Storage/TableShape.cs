using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata;

namespace Finance.Storage;

/// <summary>The table and columns of an entity, read once from the model, with the value that each column stores.</summary>
internal sealed class TableShape
{
    private TableShape(IEntityType entity)
    {
        var table = StoreObjectIdentifier.Create(entity, StoreObjectType.Table)!.Value;
        Table = table.Name;
        Columns = [.. entity.GetProperties().Where(property => !property.IsShadowProperty()).Select(property => new TableColumn(property, property.GetColumnName(table)!))];
        Keys = [.. entity.FindPrimaryKey()!.Properties.Select(property => Columns.Single(column => column.Name == property.Name))];
    }

    public string Table { get; }

    public IReadOnlyList<TableColumn> Columns { get; }

    public IReadOnlyList<TableColumn> Keys { get; }

    public static TableShape Of<T>(DbContext context) =>
        new(context.Model.FindEntityType(typeof(T)) ?? throw new InvalidOperationException($"{typeof(T).Name} is not a table."));
}
