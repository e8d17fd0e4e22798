using LocalDataverse.WebApi.Http;

namespace LocalDataverse.WebApi.Messages.Writes;

/// <summary>The headers <c>If-Match</c> and <c>If-None-Match</c>.</summary>
internal static class Preconditions
{
    public static string? IfMatch(WebApiRequest request) => Header(request, "If-Match");

    public static string? IfNoneMatch(WebApiRequest request) => Header(request, "If-None-Match");

    /// <summary>The row version that <c>If-Match</c> asks for; null: any.</summary>
    public static string? Version(WebApiRequest request) =>
        IfMatch(request) is { } match && match != "*" ? match.Replace("W/", "", StringComparison.Ordinal).Trim('"') : null;

    // Clients of the service are told to send "If-None-Match: null", which asks for nothing.
    private static string? Header(WebApiRequest request, string name)
    {
        var value = request.Headers[name].ToString().Trim();
        return value.Length == 0 || value == "null" ? null : value;
    }
}
