using System.Text;
using TimeZoneConverter;

namespace Solution.Deploy;

/// <summary>What is refused about the options before anybody is asked.</summary>
internal static class OptionRules
{
    /// <summary>Bytes of a signing secret; RFC 2104 discourages keys shorter than the hash, SHA-256 here.</summary>
    private const int ShortestSecret = 32;

    internal static void Check(DeployOptions options)
    {
        CheckAddress("--url", options.Url, options);
        CheckAddress("--token-url", options.TokenUrl, options);
        if (options.ConnectorUrl is { } connector)
        {
            CheckConnector("--connector-url", connector, options);
        }

        Refuse(options.Certificate is null && string.IsNullOrWhiteSpace(options.ClientSecret), DeployErrors.ClientSecretBlank.For("client secret"));
        if (options.SigningSecret is { } secret)
        {
            Refuse(
                string.IsNullOrWhiteSpace(secret) || Encoding.UTF8.GetByteCount(secret) < ShortestSecret,
                DeployErrors.SigningSecretShort.For("--signing-secret-file", ShortestSecret)
            );
        }

        Refuse(options.Certificate?.HasPrivateKey == false, DeployErrors.CertificateWithoutKey.For("--certificate-file"));
        CheckTimeZone("--time-zone", options.TimeZone);
        CheckSettings(options);
    }

    // The same values by another way.
    private static void CheckSettings(DeployOptions options)
    {
        if (options.Settings.TryGetValue(VariableNames.ConnectorUrl, out var text))
        {
            Refuse(!Uri.TryCreate(text, UriKind.Absolute, out var connector), DeployErrors.NoAddress.For(VariableNames.ConnectorUrl, text));
            CheckConnector(VariableNames.ConnectorUrl, connector!, options);
        }

        CheckTimeZone(VariableNames.TimeZone, options.Settings.GetValueOrDefault(VariableNames.TimeZone));
        var create = options.Settings.GetValueOrDefault(VariableNames.CreateActuals);
        Refuse(create is not (null or "yes" or "no"), DeployErrors.NoYesOrNo.For(VariableNames.CreateActuals, create));
    }

    private static void CheckConnector(string option, Uri connector, DeployOptions options)
    {
        CheckAddress(option, connector, options);
        Refuse(
            connector.PathAndQuery != "/" || connector.Fragment.Length > 0,
            DeployErrors.ConnectorPath.For(option, connector, connector.GetLeftPart(UriPartial.Authority))
        );
    }

    private static void CheckTimeZone(string option, string? zone) =>
        Refuse(zone is not null && !TZConvert.TryGetTimeZoneInfo(zone, out _), DeployErrors.TimeZoneUnknown.For(option, zone));

    // Client secret, token and messages go over the wire.
    private static void CheckAddress(string option, Uri address, DeployOptions options)
    {
        var isWeb = address.IsAbsoluteUri && address.Scheme is "http" or "https";
        Refuse(!isWeb, DeployErrors.NoWebAddress.For(option, address));
        Refuse(address.UserInfo.Length > 0, DeployErrors.AddressWithPassword.For(option));
        Refuse(address.Scheme == Uri.UriSchemeHttp && !address.IsLoopback && !options.AllowPlainHttp, DeployErrors.AddressWithoutTls.For(option, address));
    }

    private static void Refuse(bool faulty, Fault fault)
    {
        if (faulty)
        {
            throw new DeployException(fault);
        }
    }
}
