using System.Text.Json;
using Microsoft.EntityFrameworkCore.ChangeTracking;
using Microsoft.EntityFrameworkCore.Storage.ValueConversion;

namespace ProjectInvoice.Finance.Setup;

/// <summary>Keeps a nested part of a set-up record as JSON text in one column.</summary>
internal sealed class JsonColumn<T>() : ValueConverter<T, string>(value => Write(value), text => Read(text))
{
    public static readonly ValueComparer<T> Comparer = new(
        (left, right) => Write(left!) == Write(right!),
        value => Write(value).GetHashCode(StringComparison.Ordinal),
        value => Read(Write(value))
    );

    private static string Write(T value) => JsonSerializer.Serialize(value, SetupReader.Json);

    private static T Read(string text) => JsonSerializer.Deserialize<T>(text, SetupReader.Json)!;
}
