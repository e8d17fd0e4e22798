using System.Collections.Concurrent;
using System.Linq.Expressions;
using System.Reflection;

namespace ProjectInvoice.Finance.Storage;

/// <summary>
/// Reads and writes a property by compiled code: every value of every row goes this way, and reflection costs more than the database does. What is compiled
/// stays for the process.
/// </summary>
internal static class PropertyAccess
{
    private static readonly ConcurrentDictionary<PropertyInfo, Func<object, object?>> Getters = new();
    private static readonly ConcurrentDictionary<PropertyInfo, Action<object, object?>> Setters = new();

    public static Func<object, object?> Getter(PropertyInfo property) => Getters.GetOrAdd(property, CompileGetter);

    /// <summary>Takes null for a property that may be null, else a value of its type.</summary>
    public static Action<object, object?> Setter(PropertyInfo property) => Setters.GetOrAdd(property, CompileSetter);

    private static Func<object, object?> CompileGetter(PropertyInfo property)
    {
        var row = Expression.Parameter(typeof(object));
        var value = Expression.Property(Expression.Convert(row, property.DeclaringType!), property);
        return Expression.Lambda<Func<object, object?>>(Expression.Convert(value, typeof(object)), row).Compile();
    }

    private static Action<object, object?> CompileSetter(PropertyInfo property)
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
