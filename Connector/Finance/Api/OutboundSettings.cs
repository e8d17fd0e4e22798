using System.Text;

namespace ProjectInvoice.Finance.Api;

/// <summary>Refuses settings with which secrets and books would lie open: plain http to another machine, and secrets that can be guessed.</summary>
internal static class OutboundSettings
{
    private const int FewestSecretBytes = 32;
    private const string AllowPlainHttp = "Network:AllowPlainHttp";
    private const string Secret = "Callback:ClientSecret";

    private static readonly string[] Addresses = ["Authentication:Authority", "Callback:Url", "Callback:TokenUrl", "OpenTelemetry:Endpoint"];

    /// <exception cref="FinanceRefusal">An address is none (PINV4440) or plain http to another machine (PINV4442); a secret is too short
    /// (PINV4443).</exception>
    public static void Require(IConfiguration configuration)
    {
        foreach (var setting in Addresses.Where(setting => configuration[setting] is { Length: > 0 }))
        {
            RequireAddress(configuration, setting);
        }

        if (configuration[Secret] is { } secret && Encoding.UTF8.GetByteCount(secret.Trim()) < FewestSecretBytes)
        {
            throw new FinanceRefusal(
                "PINV4443",
                $"setting {Secret}",
                $"It has fewer than {FewestSecretBytes} bytes. Have a longer secret made where finance signs in, set it here, then start finance again."
            );
        }
    }

    private static void RequireAddress(IConfiguration configuration, string setting)
    {
        if (!Uri.TryCreate(configuration[setting], UriKind.Absolute, out var address) || address.Scheme is not ("http" or "https"))
        {
            throw new FinanceRefusal("PINV4440", $"setting {setting}", "It is no http or https address. Correct the setting, then start finance again.");
        }

        if (address.Scheme == Uri.UriSchemeHttp && !address.IsLoopback && !configuration.GetValue(AllowPlainHttp, false))
        {
            throw new FinanceRefusal(
                "PINV4442",
                $"setting {setting}",
                $"It is plain http to {address.Host}, where everybody on the way reads tokens and invoices. Use https; only where the network "
                    + $"itself is encrypted, set {AllowPlainHttp} to true."
            );
        }
    }
}
