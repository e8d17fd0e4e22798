using System.ComponentModel;
using ProjectInvoice.ServiceDefaults.Settings;

namespace ProjectInvoice.Connector;

/// <summary>Single values of the configuration.</summary>
internal static class Setting
{
    /// <summary>A value that must be there.</summary>
    /// <param name="configuration">The host's configuration.</param>
    /// <exception cref="ConnectorException">PINV3010: it is missing.</exception>
    public static string Required(IConfiguration configuration, string key) =>
        string.IsNullOrWhiteSpace(configuration[key]) ? throw new ConnectorException(SettingErrors.Missing.For(Record(key))) : configuration[key]!;

    /// <summary>A secret that messages are signed with.</summary>
    /// <param name="configuration">The host's configuration.</param>
    /// <exception cref="ConnectorException">PINV3010: it is missing, or so short that it can be guessed.</exception>
    public static string SigningSecret(IConfiguration configuration, string key)
    {
        var secret = Required(configuration, key);
        return SharedSecret.IsTooShort(secret) ? throw new ConnectorException(SettingErrors.SecretTooShort.For(Record(key), SharedSecret.FewestBytes)) : secret;
    }

    /// <summary>
    /// An address that must be there. What goes to another machine goes encrypted, unless the setting <c>Network:AllowPlainHttp</c> says otherwise.
    /// </summary>
    /// <param name="configuration">The host's configuration.</param>
    /// <exception cref="ConnectorException">PINV3010: it is missing, or no address; PINV3024: it is plain http to another machine.</exception>
    public static Uri Address(IConfiguration configuration, string key)
    {
        var address = Required(configuration, key);
        return OutboundAddress.FaultOf(address, configuration) switch
        {
            AddressFault.NoAddress => throw new ConnectorException(SettingErrors.NoAddress.For(Record(key))),
            AddressFault.PlainHttp => throw new ConnectorException(SettingErrors.PlainHttp.For(Record(key), new Uri(address).Host)),
            _ => new Uri(address),
        };
    }

    /// <summary>A value within bounds.</summary>
    /// <param name="configuration">The host's configuration.</param>
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
            : throw new ConnectorException(SettingErrors.OutOfBounds.For(Record(key), least, most));
    }

    private static string Record(string key) => $"Setting {key}";
}
