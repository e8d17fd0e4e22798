using Microsoft.Extensions.Configuration;

namespace ProjectInvoice.ServiceDefaults.Settings;

/// <summary>Addresses of other programs. What goes to another machine goes encrypted, unless a setting says that the network itself is.</summary>
public static class OutboundAddress
{
    /// <summary>The setting that allows plain http to another machine.</summary>
    public const string AllowPlainHttp = "Network:AllowPlainHttp";

    /// <summary>What is wrong with an address; null where nothing is.</summary>
    /// <param name="address">The address, as its setting has it.</param>
    /// <param name="configuration">The program's configuration.</param>
    public static AddressFault? FaultOf(string? address, IConfiguration configuration) =>
        !Uri.TryCreate(address, UriKind.Absolute, out var uri) || (uri.Scheme != Uri.UriSchemeHttp && uri.Scheme != Uri.UriSchemeHttps) ? AddressFault.NoAddress
        : uri.Scheme == Uri.UriSchemeHttps || MayBePlainHttp(address, configuration) ? null
        : AddressFault.PlainHttp;

    /// <summary>Whether nobody on the way reads what goes to an address without encryption.</summary>
    /// <param name="address">The address, as its setting has it.</param>
    /// <param name="configuration">The program's configuration.</param>
    public static bool MayBePlainHttp(string? address, IConfiguration configuration)
    {
        ArgumentNullException.ThrowIfNull(configuration);
        return (Uri.TryCreate(address, UriKind.Absolute, out var uri) && uri.IsLoopback)
            || string.Equals(configuration[AllowPlainHttp], "true", StringComparison.OrdinalIgnoreCase);
    }
}
