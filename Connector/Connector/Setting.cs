using System.ComponentModel;
using System.Globalization;

namespace Connector;

/// <summary>Single values of the configuration.</summary>
internal static class Setting
{
    /// <summary>A value within bounds.</summary>
    /// <param name="configuration">The host's configuration.</param>
    /// <param name="key">The key.</param>
    /// <param name="fallback">The value where none is given.</param>
    /// <param name="least">The least that is allowed.</param>
    /// <param name="most">The most that is allowed.</param>
    /// <exception cref="ConnectorException">PINV3010: it cannot be read, or is out of range.</exception>
    public static T Read<T>(IConfiguration configuration, string key, T fallback, T least, T most)
        where T : struct, IComparable<T>
    {
        if (configuration[key] is not { Length: > 0 } text)
        {
            return fallback;
        }

        var converter = TypeDescriptor.GetConverter(typeof(T));
        return converter.IsValid(text) && converter.ConvertFromInvariantString(text) is T value && value.CompareTo(least) >= 0 && value.CompareTo(most) <= 0
            ? value
            : throw new ConnectorException(
                "PINV3010", $"Setting {key}", string.Create(CultureInfo.InvariantCulture, $"it is not between {least} and {most}"), "Correct it", FailureKind.Configuration);
    }
}
