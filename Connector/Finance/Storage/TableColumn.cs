using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata;

namespace ProjectInvoice.Finance.Storage;

/// <summary>A column: the property it holds and how the property's value is stored.</summary>
internal sealed class TableColumn
{
    private readonly Func<object, object?> get;
    private readonly Func<object?, object?>? convert;

    public TableColumn(IProperty property, string columnName)
    {
        var mapping = property.GetRelationalTypeMapping();
        get = PropertyAccess.Getter(property.PropertyInfo!);
        convert = mapping.Converter?.ConvertToProvider;
        Name = property.Name;
        ColumnName = columnName;
        StoreType = mapping.StoreTypeNameBase;
        var stored = mapping.Converter?.ProviderClrType ?? property.ClrType;
        StoredType = Nullable.GetUnderlyingType(stored) ?? stored;
        IsGenerated = property.ValueGenerated == ValueGenerated.OnAdd && property.ClrType == typeof(long);
    }

    public string Name { get; }

    public string ColumnName { get; }

    /// <summary>The type as the database calls it, without its length.</summary>
    public string StoreType { get; }

    /// <summary>The type of the values that are stored, where there is one.</summary>
    public Type StoredType { get; }

    public bool IsGenerated { get; }

    public object Stored(object row) => Convert(get(row));

    public object Convert(object? value) =>
        value is null ? DBNull.Value
        : convert is null ? value
        : convert(value) ?? DBNull.Value;
}
