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
                "--connector-url",
                $"{connector} has a path or a query, and messages go to addresses of their own below the connector's",
                $"Give {connector.GetLeftPart(UriPartial.Authority)}."
            );
        }

        Refuse(string.IsNullOrWhiteSpace(options.ClientSecret), "client secret", "it is blank", "Give the secret of the client.");
        if (options.SigningSecret is { } secret)
        {
            Refuse(
                string.IsNullOrWhiteSpace(secret) || Encoding.UTF8.GetByteCount(secret) < ShortestSecret,
                "--signing-secret-file",
                $"the secret is blank or shorter than {ShortestSecret} bytes",
                "Make one of 32 random bytes, for example with: openssl rand -hex 32."
            );
        }

        Refuse(
            options.TimeZone is { } zone && !TZConvert.TryGetTimeZoneInfo(zone, out _),
            "--time-zone",
            $"{options.TimeZone} is neither an IANA nor a Windows name of a time zone",
            "Give one, for example America/New_York or Eastern Standard Time."
        );
    }

    // Client secret, token and messages go over the wire.
    private static void CheckAddress(string option, Uri address, DeployOptions options)
    {
        var isWeb = address.IsAbsoluteUri && address.Scheme is "http" or "https";
        Refuse(!isWeb, option, $"{address} is not an address with https", "Give one.");
        Refuse(address.UserInfo.Length > 0, option, "the address holds a name or a password", "Leave it out: the sign-in has options of its own.");
        Refuse(
            address.Scheme == Uri.UriSchemeHttp && !address.IsLoopback && !options.AllowPlainHttp,
            option,
            $"{address} is an address without TLS",
            "Give one with https; http is for this machine, and for others only with --allow-plain-http."
        );
    }

    private static void Refuse(bool faulty, string record, string cause, string remedy)
    {
        if (faulty)
        {
            throw new DeployException("PINV2101", record, cause, remedy);
        }
    }
}
