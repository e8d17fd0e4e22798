using ProjectInvoice.ServiceDefaults.Settings;

namespace ProjectInvoice.Finance.Api;

/// <summary>Refuses settings with which secrets and books would lie open: plain http to another machine, and secrets that can be guessed.</summary>
internal static class OutboundSettings
{
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

        if (configuration[Secret] is { } secret && SharedSecret.IsTooShort(secret))
        {
            throw ApiErrors.SecretTooShort.Refusal($"setting {Secret}", SharedSecret.FewestBytes);
        }
    }

    private static void RequireAddress(IConfiguration configuration, string setting)
    {
        var fault = OutboundAddress.FaultOf(configuration[setting], configuration);
        if (fault == AddressFault.NoAddress)
        {
            throw ApiErrors.NoAddress.Refusal($"setting {setting}");
        }

        if (fault == AddressFault.PlainHttp)
        {
            throw ApiErrors.PlainHttp.Refusal($"setting {setting}", new Uri(configuration[setting]!).Host, OutboundAddress.AllowPlainHttp);
        }
    }
}
