using System.Reflection;
using Microsoft.EntityFrameworkCore.Metadata;

namespace Finance.Storage;

/// <summary>A column: the property it holds and how the property's value is stored.</summary>
internal sealed class TableColumn(IProperty property, string columnName)
{
    private readonly PropertyInfo _clrProperty = property.PropertyInfo!;
    private readonly Func<object?, object?>? _convert = property.GetTypeMapping().Converter?.ConvertToProvider;

    public string Name { get; } = property.Name;

    public string ColumnName { get; } = columnName;

    public bool IsGenerated { get; } = property.ValueGenerated == ValueGenerated.OnAdd && property.ClrType == typeof(long);

    public object Stored(object row) => Convert(_clrProperty.GetValue(row));

    public object Convert(object? value)
    {
        if (value is null)
        {
            return DBNull.Value;
        }

        return _convert is not null ? _convert(value) ?? DBNull.Value : value is decimal number ? Money.Normalise(number) : value;
    }
}
