using System.Globalization;
using System.Net;
using Newtonsoft.Json;
using Newtonsoft.Json.Linq;
using RestSharp;

namespace Solution.Deploy.Dataverse;

/// <summary>The Web API of one environment, signed in with client credentials.</summary>
internal sealed class DataverseClient : IDisposable
{
    private const int MostAttempts = 5;
    private static readonly TimeSpan ShortestWait = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan LongestWait = TimeSpan.FromMinutes(10);
    private static readonly TimeSpan RequestTimeout = TimeSpan.FromMinutes(2);

    // CustomizationLockException: no time to wait comes with it, and an import takes minutes.
    private const string LockCode = "0x80071151";
    private static readonly TimeSpan LockWait = TimeSpan.FromSeconds(15);

    private readonly DeployOptions options;
    private readonly RestClient client;
    private readonly string environment;
    private string? token;

    private DataverseClient(DeployOptions options)
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

    internal static async Task<DataverseClient> SignedInAsync(DeployOptions options, CancellationToken cancellationToken)
    {
        var client = new DataverseClient(options);
        try
        {
            await client.SignInAsync(cancellationToken);
            options.Progress?.Report($"Signed in to {client.environment} as {options.ClientId}");
            return client;
        }
        catch
        {
            client.Dispose();
            throw;
        }
    }

    private async Task SignInAsync(CancellationToken cancellationToken)
    {
        var request = new RestRequest(options.TokenUrl, Method.Post) { Timeout = RequestTimeout };
        request.AddParameter("grant_type", "client_credentials");
        request.AddParameter("client_id", options.ClientId);
        if (options.Certificate is { } certificate)
        {
            request.AddParameter("client_assertion_type", "urn:ietf:params:oauth:client-assertion-type:jwt-bearer");
            request.AddParameter("client_assertion", ClientAssertion.Sign(certificate, options.ClientId, options.TokenUrl, options.Clock.GetUtcNow()));
        }
        else
        {
            request.AddParameter("client_secret", options.ClientSecret);
        }

        request.AddParameter("scope", environment + "/.default");
        var response = await AnswerAsync(request, cancellationToken);
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
        await SendAsync(Method.Get, path, null, RequestTimeout, cancellationToken) ?? throw NoAnswer(environment, "an empty page");

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

    internal Task<JObject?> DeleteAsync(string path, TimeSpan timeout, CancellationToken cancellationToken) =>
        SendAsync(Method.Delete, path, null, timeout, cancellationToken);

    /// <summary>Deletes a row; one that is gone already is no failure.</summary>
    internal async Task DeleteIfThereAsync(string path, CancellationToken cancellationToken)
    {
        try
        {
            await DeleteAsync(path, RequestTimeout, cancellationToken);
        }
        catch (DeployException refusal) when (refusal.Fault.Error == DeployErrors.NotThere)
        {
            // Somebody else has deleted it.
        }
    }

    /// <summary>Does what only one may do at a time; waits while another solution is being installed or removed.</summary>
    /// <param name="isDone">Asked after each wait: whether what was waited for has done it.</param>
    /// <returns>Whether it was done here.</returns>
    internal async Task<bool> WhenFreeAsync(Func<Task> work, Func<Task<bool>> isDone, CancellationToken cancellationToken)
    {
        var started = options.Clock.GetTimestamp();
        while (true)
        {
            try
            {
                await work();
                return true;
            }
            catch (DeployException refusal) when (refusal.Fault.Error == DeployErrors.Busy && options.Clock.GetElapsedTime(started) < options.ImportTimeout)
            {
                options.Progress?.Report("Another solution is being installed or removed: waiting");
                await Task.Delay(LockWait, options.Clock, cancellationToken);
                if (await isDone())
                {
                    return false;
                }
            }
        }
    }

    /// <summary>As above, for what cannot be found done.</summary>
    internal Task WhenFreeAsync(Func<Task> work, CancellationToken cancellationToken) => WhenFreeAsync(work, () => Task.FromResult(false), cancellationToken);

    private async Task<JObject?> SendAsync(Method method, string path, JObject? body, TimeSpan timeout, CancellationToken cancellationToken)
    {
        if (options.DryRun && method != Method.Get)
        {
            throw new InvalidOperationException($"A dry run is about to write: {path}");
        }

        for (var (attempt, renewed) = (1, false); ; attempt++)
        {
            var response = await AnswerAsync(Request(method, path, body, timeout), cancellationToken);
            if (response.IsSuccessStatusCode)
            {
                return string.IsNullOrEmpty(response.Content) ? null : Parse(response) ?? throw NoAnswer(environment, "a page that is no JSON");
            }

            if (response.StatusCode == default)
            {
                throw Unreachable(environment, response);
            }

            if (Code(response) == LockCode)
            {
                throw new DeployException(DeployErrors.Busy.For(path.Split('?')[0], LockCode));
            }

            // A token lives about an hour, and an import may take as long.
            if (response.StatusCode == HttpStatusCode.Unauthorized && !renewed)
            {
                renewed = true;
                await SignInAsync(cancellationToken);
                continue;
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

    // What was stopped is no answer: the client tells it as one.
    private async Task<RestResponse> AnswerAsync(RestRequest request, CancellationToken cancellationToken)
    {
        var response = await client.ExecuteAsync(request, cancellationToken);
        cancellationToken.ThrowIfCancellationRequested();
        return response;
    }

    private RestRequest Request(Method method, string path, JObject? body, TimeSpan timeout)
    {
        var request = new RestRequest(AddressOf(path), method) { Timeout = timeout };
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

    // The address of a next page is the environment's to name, but the token goes nowhere else.
    private string AddressOf(string path) =>
        Uri.TryCreate(path, UriKind.Absolute, out var absolute) && absolute.Scheme.StartsWith("http", StringComparison.Ordinal)
            ? environment + absolute.PathAndQuery
            : $"{environment}/api/data/v9.2/{path}";

    private static TimeSpan RetryAfter(RestResponse response)
    {
        var text = response.Headers?.FirstOrDefault(h => string.Equals(h.Name, "Retry-After", StringComparison.OrdinalIgnoreCase))?.Value;
        return double.TryParse(text, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var seconds)
            ? TimeSpan.FromSeconds(Math.Clamp(seconds, ShortestWait.TotalSeconds, LongestWait.TotalSeconds))
            : ShortestWait;
    }

    private static string? Code(RestResponse response) => (string?)(Parse(response)?["error"] as JObject)?["code"];

    private static DeployException Refused(string path, RestResponse response)
    {
        if (response.StatusCode is HttpStatusCode.TooManyRequests or HttpStatusCode.ServiceUnavailable)
        {
            return new DeployException(DeployErrors.Overloaded.For(path.Split('?')[0], (int)response.StatusCode));
        }

        var error = Parse(response)?["error"] as JObject;
        var reason = ((string?)error?["message"] ?? $"HTTP status {(int)response.StatusCode}").TrimEnd('.');
        var code = (string?)error?["code"];
        var kind =
            path == "ImportSolutionAsync" ? DeployErrors.ImportRefused
            : response.StatusCode == HttpStatusCode.NotFound ? DeployErrors.NotThere
            : DeployErrors.RequestRefused;
        return new DeployException(kind.For(path.Split('?')[0], code, reason));
    }

    private static DeployException NoAnswer(string address, string reason) => new(DeployErrors.NoAnswer.For(address, reason));

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
