using ProjectInvoice.ServiceDefaults.Http;
using ProjectInvoice.ServiceDefaults.Tokens;

namespace ProjectInvoice.Connector.Http;

/// <summary>How one of the two other sides is reached.</summary>
/// <param name="Name">What the side is called in errors: Dataverse or finance.</param>
/// <param name="Url">Its root address, without a closing slash.</param>
/// <param name="TokenUrl">Where tokens are issued.</param>
/// <param name="ClientId">The connector's client id there.</param>
/// <param name="ClientSecret">Its secret. Never logged.</param>
/// <param name="Scope">The scope asked for.</param>
/// <param name="Timeout">How long one request may take.</param>
internal sealed record RemoteOptions(string Name, string Url, string TokenUrl, string ClientId, string ClientSecret, string Scope, TimeSpan Timeout)
{
    /// <summary>What requests travel by.</summary>
    public OutboundTransport Transport { get; init; } = OutboundTransport.Sockets;

    /// <summary>Who asks for a token there, and for what.</summary>
    public ClientCredentials Credentials => new(new Uri(TokenUrl), ClientId, ClientSecret, Scope);

    /// <summary>Reads the section of one side.</summary>
    /// <param name="configuration">The host's configuration.</param>
    /// <param name="section">Dataverse or Finance.</param>
    /// <exception cref="ConnectorException">PINV3010: a setting is missing or no address.</exception>
    public static RemoteOptions Read(IConfiguration configuration, string section)
    {
        var url = Address(configuration, $"{section}:Url");
        return new RemoteOptions(
            section,
            url,
            Address(configuration, $"{section}:TokenUrl"),
            Setting.Required(configuration, $"{section}:ClientId"),
            Setting.Required(configuration, $"{section}:ClientSecret"),
            configuration[$"{section}:Scope"] ?? url + "/.default",
            Setting.Read(configuration, $"{section}:Timeout", TimeSpan.FromSeconds(100), TimeSpan.FromMilliseconds(1), Waits.Longest)
        );
    }

    /// <inheritdoc/>
    public override string ToString() => $"{Name} at {Url}";

    private static string Address(IConfiguration configuration, string key) => Setting.Address(configuration, key).OriginalString.TrimEnd('/');
}
