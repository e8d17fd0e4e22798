using System.Net;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http;

namespace ModelDrivenShell;

/// <summary>Web resources under their names, as the platform serves them: to whoever is signed in and may read them.</summary>
internal sealed class WebResources(ShellOptions options, Sessions sessions)
{
    /// <summary>Pages of solutions carry scripts and styles of their own; as on the platform they may, and call nobody else.</summary>
    private const string Policy =
        "default-src 'self'; script-src 'self' 'unsafe-inline'; style-src 'self' 'unsafe-inline'; img-src 'self' data:; frame-ancestors 'self'";

    private static readonly Dictionary<int, string> Types = new()
    {
        [1] = "text/html; charset=utf-8",
        [2] = "text/css; charset=utf-8",
        [3] = "text/javascript; charset=utf-8",
        [4] = "application/xml; charset=utf-8",
        [5] = "image/png",
        [6] = "image/jpeg",
        [7] = "image/gif",
        [9] = "application/xml; charset=utf-8",
        [10] = "image/x-icon",
        [11] = "image/svg+xml",
        [12] = "application/xml; charset=utf-8",
    };

    public async Task<IResult> GetAsync(string name, HttpContext context)
    {
        if (sessions.Of(context) is not { } session)
        {
            return Results.Unauthorized();
        }

        var (status, row) = await ReadAsync(session.User, name, context.RequestAborted);
        if (row is null)
        {
            return Results.StatusCode((int)status);
        }

        context.Response.Headers.ContentSecurityPolicy = Policy;
        context.Response.Headers.XContentTypeOptions = "nosniff";
        context.Response.Headers.CacheControl = "no-cache";
        var type = Types.GetValueOrDefault(row["webresourcetype"]?.GetValue<int>() ?? 0, "application/octet-stream");
        return Results.Bytes(Convert.FromBase64String(row["content"]?.GetValue<string>() ?? ""), type);
    }

    private async Task<(HttpStatusCode Status, JsonNode? Row)> ReadAsync(ShellUser user, string name, CancellationToken cancellation)
    {
        var filter = Uri.EscapeDataString($"name eq '{name.Replace("'", "''", StringComparison.Ordinal)}'");
        using var request = new HttpRequestMessage(
            HttpMethod.Get,
            new Uri(options.Dataverse, $"/api/data/v9.2/webresourceset?$select=content,webresourcetype&$filter={filter}")
        );
        using var response = await user.Dataverse.SendAsync(request, cancellation);
        if (!response.IsSuccessStatusCode)
        {
            return (response.StatusCode, null);
        }

        var answer = JsonNode.Parse(await response.Content.ReadAsStringAsync(cancellation));
        return (HttpStatusCode.NotFound, answer?["value"]?.AsArray().FirstOrDefault());
    }
}
