using System.Globalization;
using System.Net;
using Newtonsoft.Json;
using Newtonsoft.Json.Linq;
using RestSharp;

namespace Solution.Deploy;

/// <summary>The Web API of one environment, signed in with client credentials.</summary>
internal sealed class DataverseClient : IDisposable
{
    private const int MostAttempts = 5;
    private static readonly TimeSpan ShortestWait = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan LongestWait = TimeSpan.FromMinutes(10);
    private static readonly TimeSpan RequestTimeout = TimeSpan.FromMinutes(2);

    private readonly DeployOptions options;
    private readonly RestClient client;
    private readonly string environment;
    private string? token;

    internal DataverseClient(DeployOptions options)
    {
        this.options = options;
        environment = options.Url.GetLeftPart(UriPartial.Authority);
        // A redirect would carry secret or token to an address that nobody has named.
        client = new RestClient(
            new RestClientOptions
            {
                ThrowOnAnyError = false,
                Timeout = Timeout.InfiniteTimeSpan,
                FollowRedirects = false,
            }
        );
    }

    public void Dispose() => client.Dispose();

    internal async Task SignInAsync(CancellationToken cancellationToken)
    {
        var request = new RestRequest(options.TokenUrl, Method.Post) { Timeout = RequestTimeout };
        request.AddParameter("grant_type", "client_credentials");
        request.AddParameter("client_id", options.ClientId);
        request.AddParameter("client_secret", options.ClientSecret);
        request.AddParameter("scope", environment + "/.default");
        var response = await client.ExecuteAsync(request, cancellationToken);
        if (response.StatusCode == default)
        {
            throw Unreachable(options.TokenUrl.ToString(), response);
        }

        token = response.IsSuccessStatusCode ? (string?)Parse(response)?["access_token"] : null;
        if (token is null)
        {
            // The description of an OAuth error repeats what was sent in some products: only its code is safe to show.
            var reason = (string?)Parse(response)?["error"] ?? ((int)response.StatusCode).ToString(CultureInfo.InvariantCulture);
            throw new DeployException(DeployErrors.SignInRefused.For(options.ClientId, options.TokenUrl, reason));
        }
    }

    internal async Task<JObject> GetAsync(string path, CancellationToken cancellationToken) =>
        (await SendAsync(Method.Get, path, null, RequestTimeout, cancellationToken))!;

    /// <summary>All rows of a query, page by page.</summary>
    internal async Task<IReadOnlyList<JObject>> ListAsync(string path, CancellationToken cancellationToken)
    {
        var rows = new List<JObject>();
        for (var next = path; next is not null; )
        {
            var page = await GetAsync(next, cancellationToken);
            rows.AddRange((page["value"] as JArray ?? []).OfType<JObject>());
            next = (string?)page["@odata.nextLink"];
        }

        return rows;
    }

    internal Task<JObject?> PostAsync(string path, JObject body, CancellationToken cancellationToken) =>
        SendAsync(Method.Post, path, body, RequestTimeout, cancellationToken);

    internal Task<JObject?> PostAsync(string path, JObject body, TimeSpan timeout, CancellationToken cancellationToken) =>
        SendAsync(Method.Post, path, body, timeout, cancellationToken);

    internal Task<JObject?> PatchAsync(string path, JObject body, CancellationToken cancellationToken) =>
        SendAsync(Method.Patch, path, body, RequestTimeout, cancellationToken);

    private async Task<JObject?> SendAsync(Method method, string path, JObject? body, TimeSpan timeout, CancellationToken cancellationToken)
    {
        for (var attempt = 1; ; attempt++)
        {
            var response = await client.ExecuteAsync(Request(method, path, body, timeout), cancellationToken);
            if (response.IsSuccessStatusCode)
            {
                return Parse(response);
            }

            if (response.StatusCode == default)
            {
                throw Unreachable(environment, response);
            }

            // Service protection: https://learn.microsoft.com/power-apps/developer/data-platform/api-limits
            if (response.StatusCode is HttpStatusCode.TooManyRequests or HttpStatusCode.ServiceUnavailable && attempt < MostAttempts)
            {
                await Task.Delay(RetryAfter(response), options.Clock, cancellationToken);
                continue;
            }

            throw Refused(path, response);
        }
    }

    private RestRequest Request(Method method, string path, JObject? body, TimeSpan timeout)
    {
        var address =
            Uri.TryCreate(path, UriKind.Absolute, out var absolute) && absolute.Scheme.StartsWith("http", StringComparison.Ordinal)
                ? path
                : $"{environment}/api/data/v9.2/{path}";
        var request = new RestRequest(address, method) { Timeout = timeout };
        request.AddHeader("Authorization", "Bearer " + token);
        request.AddHeader("Accept", "application/json");
        request.AddHeader("OData-Version", "4.0");
        request.AddHeader("OData-MaxVersion", "4.0");
        if (body is not null)
        {
            request.AddStringBody(body.ToString(Formatting.None), ContentType.Json);
            request.AddHeader("Prefer", "return=representation");
        }

        return request;
    }

    private static TimeSpan RetryAfter(RestResponse response)
    {
        var text = response.Headers?.FirstOrDefault(h => string.Equals(h.Name, "Retry-After", StringComparison.OrdinalIgnoreCase))?.Value;
        return double.TryParse(text, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var seconds)
            ? TimeSpan.FromSeconds(Math.Clamp(seconds, ShortestWait.TotalSeconds, LongestWait.TotalSeconds))
            : ShortestWait;
    }

    private static DeployException Refused(string path, RestResponse response)
    {
        var error = Parse(response)?["error"] as JObject;
        var reason = ((string?)error?["message"] ?? $"HTTP status {(int)response.StatusCode}").TrimEnd('.');
        var code = (string?)error?["code"];
        return new DeployException(
            path == "ImportSolution"
                ? DeployErrors.ImportRefused.For(SolutionPackage.ExpectedName, code, reason)
                : DeployErrors.RequestRefused.For(path.Split('?')[0], code, reason)
        );
    }

    private static DeployException Unreachable(string address, RestResponse response) =>
        new(
            DeployErrors.NoAnswer.For(address, (response.ErrorException?.GetBaseException().Message ?? response.ResponseStatus.ToString()).TrimEnd('.')),
            response.ErrorException
        );

    private static JObject? Parse(RestResponse response)
    {
        try
        {
            return string.IsNullOrEmpty(response.Content) ? null : JObject.Parse(response.Content);
        }
        catch (JsonReaderException)
        {
            return null;
        }
    }
}
