using System.Linq.Expressions;
using System.Reflection;

namespace ProjectInvoice.Finance.Storage;

/// <summary>Reads and writes a property by compiled code: every value of every row goes this way, and reflection costs more than the database does.</summary>
internal static class PropertyAccess
{
    public static Func<object, object?> Getter(PropertyInfo property)
    {
        var row = Expression.Parameter(typeof(object));
        var value = Expression.Property(Expression.Convert(row, property.DeclaringType!), property);
        return Expression.Lambda<Func<object, object?>>(Expression.Convert(value, typeof(object)), row).Compile();
    }

    /// <summary>Takes null for a property that may be null, else a value of its type.</summary>
    public static Action<object, object?> Setter(PropertyInfo property)
    {
        var row = Expression.Parameter(typeof(object));
        var value = Expression.Parameter(typeof(object));
        var set = Expression.Assign(
            Expression.Property(Expression.Convert(row, property.DeclaringType!), property),
            Expression.Convert(value, property.PropertyType)
        );
        return Expression.Lambda<Action<object, object?>>(set, row, value).Compile();
    }
}
