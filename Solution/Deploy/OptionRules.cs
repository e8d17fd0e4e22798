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
            CheckAddress("--connector-url", connector, options);
            Refuse(
                connector.PathAndQuery != "/" || connector.Fragment.Length > 0,
                DeployErrors.ConnectorPath.For("--connector-url", connector, connector.GetLeftPart(UriPartial.Authority))
            );
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
        Refuse(options.TimeZone is { } zone && !TZConvert.TryGetTimeZoneInfo(zone, out _), DeployErrors.TimeZoneUnknown.For("--time-zone", options.TimeZone));
    }

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
