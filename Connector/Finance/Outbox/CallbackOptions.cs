using ProjectInvoice.ServiceDefaults.Tokens;

namespace ProjectInvoice.Finance.Outbox;

/// <summary>Where callbacks go and how finance signs in there. Read again at every run, so that a late address takes effect.</summary>
internal sealed record CallbackOptions(string? Url, string? TokenUrl, string? ClientId, string? ClientSecret, string? Scope)
{
    /// <summary>Who signs in, and where; null where callbacks go without a token.</summary>
    public ClientCredentials? Credentials =>
        TokenUrl is null || ClientId is null ? null : new(new Uri(TokenUrl), ClientId, ClientSecret ?? string.Empty, Scope ?? string.Empty);

    public static CallbackOptions From(IConfiguration configuration)
    {
        var section = configuration.GetSection("Callback");
        var url = section["Url"]?.TrimEnd('/');
        var authority = configuration["Authentication:Authority"]?.TrimEnd('/');
        return new(
            url,
            section["TokenUrl"] ?? (authority is null ? null : $"{authority}/connect/token"),
            section["ClientId"],
            section["ClientSecret"],
            section["Scope"] ?? (url is null ? null : $"{url}/.default")
        );
    }
}
