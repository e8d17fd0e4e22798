using System.Net;
using Polly;
using Polly.Retry;
using ProjectInvoice.ServiceDefaults.Http;
using ProjectInvoice.ServiceDefaults.Tokens;
using RestSharp;

namespace ProjectInvoice.Connector.Http;

/// <summary>
/// One side behind RestSharp: signs in, repeats what failed for a passing reason, turns every other answer into a <see cref="ConnectorException"/>.
/// What a passing reason is, only the side's own errors tell; and only the side's own form of an answer says that something arrived.
/// </summary>
internal abstract class RemoteClient : IDisposable
{
    // $metadata of a finance and operations environment has tens of megabytes.
    private const long LargestAnswer = 256L * 1024 * 1024;
    private const long LargestToken = 1024 * 1024;

    private readonly TokenClient tokens;
    private readonly RestClient client;
    private readonly RetryOptions retry;
    private readonly TimeProvider time;
    private readonly ResiliencePipeline<RestResponse> pipeline;
    private readonly ResiliencePipeline<RestResponse> oncePipeline;

    /// <summary>Creates the client.</summary>
    /// <param name="options">The side.</param>
    /// <param name="retry">How passing failures are repeated.</param>
    /// <param name="time">The clock that waits are measured with.</param>
    protected RemoteClient(RemoteOptions options, RetryOptions retry, TimeProvider time)
    {
        ArgumentNullException.ThrowIfNull(options);
        ArgumentNullException.ThrowIfNull(retry);
        Options = options;
        this.retry = retry;
        this.time = time;
        tokens = new TokenClient(OutboundHandler.CreateClient(new OutboundOptions(options.Timeout, LargestToken), time, options.Transport), time);
        client = new RestClient(
            new OutboundHandler(new OutboundOptions(options.Timeout, LargestAnswer), time, options.Transport),
            disposeHandler: true,
            configureRestClient: rest =>
            {
                rest.BaseUrl = new Uri(options.Url);
                rest.Timeout = options.Timeout;
                rest.FollowRedirects = false;
                rest.SetErrorExceptionOnUnsuccessfulStatusCode = false;
            },
            configureSerialization: serializers => serializers.UseSerializer(() => new NewtonsoftSerializer())
        );
        pipeline = CreatePipeline(ShouldRepeat);
        oncePipeline = CreatePipeline(outcome =>
            (outcome.Result is null || outcome.Result.StatusCode == HttpStatusCode.TooManyRequests) && ShouldRepeat(outcome)
        );
    }

    /// <summary>The side.</summary>
    protected RemoteOptions Options { get; }

    /// <inheritdoc/>
    public void Dispose()
    {
        Dispose(true);
        GC.SuppressFinalize(this);
    }

    /// <summary>How long a 429 or 503 asked to wait, at most ten minutes; null where it did not say.</summary>
    /// <param name="response">The answer.</param>
    /// <param name="now">The present, for an answer that names a point in time.</param>
    public static TimeSpan? RetryAfter(RestResponse response, DateTimeOffset now) => Waits.RetryAfter(Header(response, "Retry-After"), now);

    /// <summary>Releases what the client holds.</summary>
    /// <param name="disposing">True when called from <see cref="Dispose()"/>.</param>
    protected virtual void Dispose(bool disposing)
    {
        if (disposing)
        {
            tokens.Dispose();
            client.Dispose();
        }
    }

    /// <summary>Whether the answer names a reason that passes by itself.</summary>
    /// <param name="response">The answer.</param>
    protected abstract bool IsTransient(RestResponse response);

    /// <summary>The failure that an answer tells of, with its status where it is the side's own.</summary>
    /// <param name="response">The answer.</param>
    /// <param name="record">The record as its user knows it.</param>
    /// <param name="doubt">Why it does not say that the request was done.</param>
    protected abstract ConnectorException Failure(RestResponse response, string record, string doubt);

    /// <summary>Why an answer is no JSON of one of these statuses; null where it is, or is a 204 that carries the version of OData.</summary>
    protected static Func<RestResponse, string?> Json(params HttpStatusCode[] statuses) =>
        response =>
            Acknowledgement.Doubt(response.StatusCode, response.ContentType, response.RawBytes is { Length: > 0 }, statuses)
            ?? (response.StatusCode == HttpStatusCode.NoContent && !HasODataVersion(response) ? "204 without the version of OData" : null);

    /// <summary>Whether an answer carries the header that only an OData service writes.</summary>
    /// <param name="response">The answer.</param>
    protected static bool HasODataVersion(RestResponse response) => Header(response, "OData-Version") is not null;

    /// <summary>Whether an answer is a page for people.</summary>
    /// <param name="response">The answer.</param>
    protected static bool IsPage(RestResponse response)
    {
        ArgumentNullException.ThrowIfNull(response);
        return response.ContentType is { } type
            && (type.Contains("html", StringComparison.OrdinalIgnoreCase) || type.StartsWith("text/plain", StringComparison.OrdinalIgnoreCase));
    }

    /// <summary>Sends one request and returns its answer.</summary>
    /// <param name="create">Makes the request; called again for each attempt.</param>
    /// <param name="doubt">Why an answer does not say that the request was done; null where it does.</param>
    /// <param name="record">The record as its user knows it, for errors.</param>
    /// <exception cref="ConnectorException">The side refused, did not answer in time, or something else answered in its place.</exception>
    protected Task<RestResponse> SendAsync(Func<RestRequest> create, Func<RestResponse, string?> doubt, string record, CancellationToken cancellation) =>
        SendAsync(pipeline, create, doubt, record, cancellation);

    /// <summary>
    /// Sends a request that would do something else if it were done twice. It is repeated only where the side says that it did nothing; otherwise the caller
    /// has to look first.
    /// </summary>
    /// <inheritdoc cref="SendAsync(Func{RestRequest}, Func{RestResponse, string}, string, CancellationToken)"/>
    protected Task<RestResponse> SendOnceAsync(Func<RestRequest> create, Func<RestResponse, string?> doubt, string record, CancellationToken cancellation) =>
        SendAsync(oncePipeline, create, doubt, record, cancellation);

    private async Task<RestResponse> SendAsync(
        ResiliencePipeline<RestResponse> repeating,
        Func<RestRequest> create,
        Func<RestResponse, string?> doubt,
        string record,
        CancellationToken cancellation
    )
    {
        ArgumentNullException.ThrowIfNull(doubt);
        var response = await repeating.ExecuteAsync(async token => await AttemptAsync(create, token), cancellation);
        if (!IsUnanswered(response) && doubt(response) is null)
        {
            return response;
        }

        cancellation.ThrowIfCancellationRequested();
        var failure = Failure(response, record, IsUnanswered(response) ? "no answer" : doubt(response) ?? "no answer");
        throw new ConnectorException(failure.Fault, response.ErrorException)
        {
            RetryAfter = RetryAfter(response, time.GetUtcNow()),
            Status = failure.Status,
            RemoteCode = failure.RemoteCode,
        };
    }

    /// <summary>Whether no complete answer came: no connection, a torn one, or no time left.</summary>
    /// <param name="response">The answer.</param>
    protected static bool IsUnanswered(RestResponse response)
    {
        ArgumentNullException.ThrowIfNull(response);
        return response.StatusCode == default
            || response.ErrorException is not null
            || response.ResponseStatus is ResponseStatus.TimedOut or ResponseStatus.Aborted;
    }

    private static string? Header(RestResponse response, string name)
    {
        ArgumentNullException.ThrowIfNull(response);
        return response.Headers?.FirstOrDefault(header => header.Name.Equals(name, StringComparison.OrdinalIgnoreCase))?.Value;
    }

    private async Task<RestResponse> AttemptAsync(Func<RestRequest> create, CancellationToken cancellation)
    {
        var token = await TokenAsync(cancellation);
        var response = await client.ExecuteAsync(create().AddOrUpdateHeader("Authorization", "Bearer " + token), cancellation);
        cancellation.ThrowIfCancellationRequested();
        if (response.StatusCode is not (HttpStatusCode.Unauthorized or HttpStatusCode.Forbidden))
        {
            return response;
        }

        // A role that is given meanwhile stands in a new token only.
        tokens.Forget(token);
        if (response.StatusCode == HttpStatusCode.Forbidden)
        {
            return response;
        }

        token = await TokenAsync(cancellation);
        response = await client.ExecuteAsync(create().AddOrUpdateHeader("Authorization", "Bearer " + token), cancellation);
        cancellation.ThrowIfCancellationRequested();
        return response;
    }

    private async Task<string> TokenAsync(CancellationToken cancellation)
    {
        try
        {
            return await tokens.GetAsync(Options.Credentials, cancellation);
        }
        catch (TokenException exception) when (exception.Failure == TokenFailure.Refused)
        {
            throw new ConnectorException(HttpErrors.SignInRefused.For($"Sign-in to {Options.Name}", exception.Message), exception);
        }
        catch (TokenException exception)
        {
            throw new ConnectorException(HttpErrors.SignInUnavailable.For($"Sign-in to {Options.Name}", exception.Message), exception);
        }
    }

    private ResiliencePipeline<RestResponse> CreatePipeline(Func<Outcome<RestResponse>, bool> repeats)
    {
        if (retry.Attempts < 1)
        {
            return ResiliencePipeline<RestResponse>.Empty;
        }

        return new ResiliencePipelineBuilder<RestResponse> { TimeProvider = time }
            .AddRetry(
                new RetryStrategyOptions<RestResponse>
                {
                    MaxRetryAttempts = retry.Attempts,
                    BackoffType = DelayBackoffType.Exponential,
                    UseJitter = true,
                    Delay = retry.FirstDelay,
                    MaxDelay = retry.LongestDelay,
                    ShouldHandle = arguments => ValueTask.FromResult(repeats(arguments.Outcome)),
                    DelayGenerator = arguments =>
                        ValueTask.FromResult(arguments.Outcome.Result is { } response ? RetryAfter(response, time.GetUtcNow()) : null),
                }
            )
            .Build();
    }

    private bool ShouldRepeat(Outcome<RestResponse> outcome)
    {
        if (outcome.Exception is not null)
        {
            return outcome.Exception is ConnectorException { Kind: ErrorKind.Passing };
        }

        return outcome.Result is { } response
            && (IsUnanswered(response) || (!response.IsSuccessStatusCode && IsTransient(response)))
            && (RetryAfter(response, time.GetUtcNow()) ?? TimeSpan.Zero) <= retry.LongestDelay;
    }
}
