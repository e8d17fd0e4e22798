using System.Globalization;
using System.Linq.Expressions;
using Finance.SetUp;
using Finance.Storage;
using Microsoft.OData;
using Microsoft.OData.Edm;
using Microsoft.OData.UriParser;

namespace Finance.Api;

/// <summary>The key between the parentheses of an address such as Set(dataAreaId='USPM',Number=1).</summary>
internal static class EntityKey
{
    /// <summary>The key as text, as it stands in the address.</summary>
    public static string Of(HttpContext context) => context.Request.RouteValues["key"] as string ?? string.Empty;

    /// <summary>The parts of the key by the names of the model.</summary>
    /// <exception cref="FinanceRefusal">A part is missing, unknown or of another type (PINV4405).</exception>
    public static IReadOnlyDictionary<string, object> Parse(IEdmModel model, string set, string key)
    {
        try
        {
            var types = model.EntityContainer.FindEntitySet(set).EntityType.Key().ToDictionary(part => part.Name, part => part.Type, StringComparer.Ordinal);
            var path = new ODataUriParser(model, new Uri($"{set}({Uri.EscapeDataString(key)})", UriKind.Relative)).ParsePath();
            if (path.LastSegment is KeySegment segment)
            {
                return segment.Keys.ToDictionary(part => part.Key, part => types[part.Key].IsDate() ? DateOnly.Parse(part.Value.ToString()!, CultureInfo.InvariantCulture) : part.Value, StringComparer.Ordinal);
            }
        }
        catch (Exception exception) when (exception is ODataException or FormatException or OverflowException or ArgumentException)
        {
            // Said below, in words of its own.
        }

        var parts = string.Join(", ", model.EntityContainer.FindEntitySet(set).EntityType.Key().Select(part => part.Name));
        throw new FinanceRefusal("PINV4405", $"{set}({key})", $"The key cannot be read. Give {parts}, each of its type, then send the request again.");
    }

    /// <summary>The rows that an address with a key names.</summary>
    public static Expression<Func<T, bool>> Filter<T>(ODataPath path)
    {
        var row = Expression.Parameter(typeof(T), "row");
        return Expression.Lambda<Func<T, bool>>(path.OfType<KeySegment>().Last().Keys.Select(part => Equal(row, part)).Aggregate(Expression.AndAlso), row);
    }

    private static BinaryExpression Equal(ParameterExpression row, KeyValuePair<string, object> part)
    {
        var property = row.Type.GetProperty(part.Key == "dataAreaId" ? row.Type.GetProperty(nameof(ICompanyRow.DataAreaId))?.Name ?? nameof(Customer.Company) : part.Key)!;
        var value = property.PropertyType == typeof(DateOnly) ? DateOnly.Parse(part.Value.ToString()!, CultureInfo.InvariantCulture) : part.Value;
        return property.Name == nameof(Customer.Company)
            ? Expression.Equal(Expression.Call(Expression.Property(row, property), nameof(string.ToUpper), []), Expression.Constant(((string)value).ToUpperInvariant()))
            : Expression.Equal(Expression.Property(row, property), Expression.Constant(value, property.PropertyType));
    }
}
