namespace Connector.Http;

/// <summary>How one of the two other sides is reached.</summary>
/// <param name="Name">What the side is called in errors: Dataverse or finance.</param>
/// <param name="Url">Its root address, without a closing slash.</param>
/// <param name="TokenUrl">Where tokens are issued.</param>
/// <param name="ClientId">The connector's client id there.</param>
/// <param name="ClientSecret">Its secret. Never logged.</param>
/// <param name="Scope">The scope asked for.</param>
/// <param name="Timeout">How long one request may take.</param>
public sealed record RemoteOptions(string Name, string Url, string TokenUrl, string ClientId, string ClientSecret, string Scope, TimeSpan Timeout)
{
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
            Required(configuration, $"{section}:ClientId"),
            Required(configuration, $"{section}:ClientSecret"),
            configuration[$"{section}:Scope"] ?? url + "/.default",
            Setting.Read(configuration, $"{section}:Timeout", TimeSpan.FromSeconds(100), TimeSpan.FromMilliseconds(1), TimeSpan.FromHours(1)));
    }

    /// <inheritdoc/>
    public override string ToString() => $"{Name} at {Url}";

    private static string Address(IConfiguration configuration, string key)
    {
        var text = Required(configuration, key);
        if (!Uri.TryCreate(text, UriKind.Absolute, out var address) || address.Scheme is not ("http" or "https"))
        {
            throw new ConnectorException("PINV3010", $"Setting {key}", "it is no http or https address", "Give the full address", FailureKind.Configuration);
        }

        return text.TrimEnd('/');
    }

    private static string Required(IConfiguration configuration, string key)
    {
        var value = configuration[key];
        return string.IsNullOrWhiteSpace(value)
            ? throw new ConnectorException("PINV3010", $"Setting {key}", "it is missing", "Set it in the configuration or the environment", FailureKind.Configuration)
            : value;
    }
}
