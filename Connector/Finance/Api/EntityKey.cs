using System.Globalization;
using System.Linq.Expressions;
using Microsoft.OData;
using Microsoft.OData.Edm;
using Microsoft.OData.UriParser;
using ProjectInvoice.Finance.Setup;
using ProjectInvoice.Finance.Storage;

namespace ProjectInvoice.Finance.Api;

/// <summary>The key between the parentheses of an address such as Set(dataAreaId='USPM',Number=1).</summary>
internal static class EntityKey
{
    /// <summary>What stands behind the name of a set in the route of an address with a key.</summary>
    public const string Template = $"({{{RouteValue}}})";

    private const string RouteValue = "key";
    private const string CompanyPart = "dataAreaId";

    /// <summary>The key as text, as it stands in the address.</summary>
    public static string Of(RouteValueDictionary routed) => routed[RouteValue] as string ?? string.Empty;

    /// <summary>The parts of the key by the names of the model; the company in capitals, as it is stored.</summary>
    /// <exception cref="FinanceRefusal">A part is missing, unknown or of another type (<see cref="EditableSetErrors.UnreadableKey"/>).</exception>
    public static IReadOnlyDictionary<string, object> Parse(IEdmModel model, string set, string key)
    {
        var entitySet = model.EntityContainer.FindEntitySet(set);
        var types = entitySet.EntityType.Key().ToDictionary(part => part.Name, part => part.Type, StringComparer.Ordinal);
        try
        {
            if (TryParse(model, entitySet, key) is { } segment)
            {
                return segment.Keys.ToDictionary(part => part.Key, part => Value(types[part.Key], part), StringComparer.Ordinal);
            }
        }
        catch (FormatException)
        {
            // Said below, in words of its own.
        }

        throw EditableSetErrors.UnreadableKey.Refusal($"{set}({key})", string.Join(", ", types.Keys));
    }

    /// <summary>The key as a part of a path; null where it cannot be read, or stands elsewhere (@alias).</summary>
    public static KeySegment? TryParse(IEdmModel model, IEdmEntitySet set, string key)
    {
        try
        {
            var path = new ODataUriParser(model, new Uri($"{set.Name}({Uri.EscapeDataString(key)})", UriKind.Relative)).ParsePath();
            return path.LastSegment is KeySegment segment && segment.Keys.All(part => part.Value is not (null or QueryToken)) ? segment : null;
        }
        catch (Exception exception) when (exception is ODataException or FormatException or OverflowException or ArgumentException)
        {
            return null;
        }
    }

    /// <summary>The rows that a key names.</summary>
    public static Expression<Func<T, bool>> Filter<T>(IReadOnlyDictionary<string, object> key)
    {
        var row = Expression.Parameter(typeof(T), "row");
        return Expression.Lambda<Func<T, bool>>(key.Select(part => Equal(row, part)).Aggregate(Expression.AndAlso), row);
    }

    private static object Value(IEdmTypeReference type, KeyValuePair<string, object> part) =>
        part.Key == CompanyPart ? ((string)part.Value).ToUpperInvariant()
        : type.IsDate() ? DateOnly.Parse(part.Value.ToString()!, CultureInfo.InvariantCulture)
        : part.Value;

    private static BinaryExpression Equal(ParameterExpression row, KeyValuePair<string, object> part)
    {
        var property =
            part.Key == CompanyPart
                ? row.Type.GetProperty(nameof(ICompanyRow.DataAreaId)) ?? row.Type.GetProperty(nameof(Customer.Company))
                : row.Type.GetProperty(part.Key);
        return Expression.Equal(Expression.Property(row, property!), Expression.Constant(part.Value, property!.PropertyType));
    }
}
