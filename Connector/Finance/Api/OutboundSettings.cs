using System.Text;

namespace ProjectInvoice.Finance.Api;

/// <summary>Refuses settings with which secrets and books would lie open: plain http to another machine, and secrets that can be guessed.</summary>
internal static class OutboundSettings
{
    private const int FewestSecretBytes = 32;
    private const string AllowPlainHttp = "Network:AllowPlainHttp";
    private const string Secret = "Callback:ClientSecret";

    private static readonly string[] Addresses = ["Authentication:Authority", "Callback:Url", "Callback:TokenUrl", "OpenTelemetry:Endpoint"];

    /// <exception cref="FinanceRefusal">An address is none (<see cref="ApiErrors.NoAddress"/>) or plain http to another machine
    /// (<see cref="ApiErrors.PlainHttp"/>); a secret is too short (<see cref="ApiErrors.SecretTooShort"/>).</exception>
    public static void Require(IConfiguration configuration)
    {
        foreach (var setting in Addresses.Where(setting => configuration[setting] is { Length: > 0 }))
        {
            RequireAddress(configuration, setting);
        }

        if (configuration[Secret] is { } secret && Encoding.UTF8.GetByteCount(secret.Trim()) < FewestSecretBytes)
        {
            throw ApiErrors.SecretTooShort.Refusal($"setting {Secret}", FewestSecretBytes);
        }
    }

    private static void RequireAddress(IConfiguration configuration, string setting)
    {
        if (!Uri.TryCreate(configuration[setting], UriKind.Absolute, out var address) || address.Scheme is not ("http" or "https"))
        {
            throw ApiErrors.NoAddress.Refusal($"setting {setting}");
        }

        if (address.Scheme == Uri.UriSchemeHttp && !address.IsLoopback && !configuration.GetValue(AllowPlainHttp, false))
        {
            throw ApiErrors.PlainHttp.Refusal($"setting {setting}", address.Host, AllowPlainHttp);
        }
    }
}
