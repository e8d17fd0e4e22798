using System.Globalization;
using System.Net;
using Polly;
using Polly.Retry;
using RestSharp;

namespace Connector.Http;

/// <summary>
/// One side behind RestSharp: signs in, repeats what failed for a passing reason, turns every other answer into a <see cref="ConnectorException"/>.
/// What a passing reason is, only the side's own errors tell.
/// </summary>
public abstract class RemoteClient : IDisposable
{
    private readonly TokenSource tokens;
    private readonly RestClient client;
    private readonly RetryOptions retry;
    private readonly TimeProvider time;
    private readonly ResiliencePipeline<RestResponse> pipeline;

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
        tokens = new TokenSource(options, time);
        client = new RestClient(
            new RestClientOptions(options.Url) { Timeout = options.Timeout, FollowRedirects = false },
            configureSerialization: serializers => serializers.UseSerializer(() => new NewtonsoftSerializer()));
        pipeline = CreatePipeline();
    }

    /// <summary>The side.</summary>
    protected RemoteOptions Options { get; }

    /// <inheritdoc/>
    public void Dispose()
    {
        Dispose(true);
        GC.SuppressFinalize(this);
    }

    /// <summary>How long a 429 or 503 asked to wait; null where it did not say.</summary>
    /// <param name="response">The answer.</param>
    /// <param name="now">The present, for an answer that names a point in time.</param>
    public static TimeSpan? RetryAfter(RestResponse response, DateTimeOffset now)
    {
        ArgumentNullException.ThrowIfNull(response);
        var text = response.Headers?.FirstOrDefault(header => header.Name.Equals("Retry-After", StringComparison.OrdinalIgnoreCase))?.Value;
        if (int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var seconds))
        {
            return TimeSpan.FromSeconds(seconds);
        }

        return DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var until)
            ? TimeSpan.FromTicks(Math.Max(0, (until - now).Ticks))
            : null;
    }

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

    /// <summary>The failure that an answer tells of.</summary>
    /// <param name="response">The answer.</param>
    /// <param name="record">The record as its user knows it.</param>
    /// <param name="transient">Whether the reason passes by itself.</param>
    protected abstract ConnectorException Failure(RestResponse response, string record, bool transient);

    /// <summary>Sends one request and returns its successful answer.</summary>
    /// <param name="create">Makes the request; called again for each attempt.</param>
    /// <param name="record">The record as its user knows it, for errors.</param>
    /// <param name="cancellation">Stops the work.</param>
    /// <exception cref="ConnectorException">The side refused, or did not answer in time.</exception>
    protected async Task<RestResponse> SendAsync(Func<RestRequest> create, string record, CancellationToken cancellation)
    {
        var response = await pipeline.ExecuteAsync(async token => await AttemptAsync(create, token), cancellation);
        if (response.IsSuccessStatusCode && response.ErrorException is null)
        {
            return response;
        }

        cancellation.ThrowIfCancellationRequested();
        var transient = IsTransient(response);
        var failure = Failure(response, record, transient);
        throw new ConnectorException(failure.Code, failure.Record, failure.Cause, failure.Remedy, failure.Kind, response.ErrorException)
        {
            RetryAfter = RetryAfter(response, time.GetUtcNow()),
            Status = response.StatusCode,
            RemoteCode = failure.RemoteCode,
        };
    }

    /// <summary>Whether no complete answer came: no connection, a torn one, or no time left.</summary>
    /// <param name="response">The answer.</param>
    protected static bool IsUnanswered(RestResponse response)
    {
        ArgumentNullException.ThrowIfNull(response);
        return response.StatusCode == 0
            || response.ResponseStatus is ResponseStatus.TimedOut or ResponseStatus.Aborted
            || (response.IsSuccessStatusCode && response.ErrorException is not null);
    }

    private async Task<RestResponse> AttemptAsync(Func<RestRequest> create, CancellationToken cancellation)
    {
        var token = await tokens.GetAsync(cancellation);
        var response = await client.ExecuteAsync(create().AddOrUpdateHeader("Authorization", "Bearer " + token), cancellation);
        cancellation.ThrowIfCancellationRequested();
        if (response.StatusCode != HttpStatusCode.Unauthorized)
        {
            return response;
        }

        tokens.Forget(token);
        token = await tokens.GetAsync(cancellation);
        response = await client.ExecuteAsync(create().AddOrUpdateHeader("Authorization", "Bearer " + token), cancellation);
        cancellation.ThrowIfCancellationRequested();
        return response;
    }

    private ResiliencePipeline<RestResponse> CreatePipeline()
    {
        if (retry.Attempts < 1)
        {
            return ResiliencePipeline<RestResponse>.Empty;
        }

        return new ResiliencePipelineBuilder<RestResponse> { TimeProvider = time }
            .AddRetry(new RetryStrategyOptions<RestResponse>
            {
                MaxRetryAttempts = retry.Attempts,
                BackoffType = DelayBackoffType.Exponential,
                UseJitter = true,
                Delay = retry.FirstDelay,
                MaxDelay = retry.LongestDelay,
                ShouldHandle = arguments => ValueTask.FromResult(ShouldRepeat(arguments.Outcome)),
                DelayGenerator = arguments => ValueTask.FromResult(
                    arguments.Outcome.Result is { } response ? RetryAfter(response, time.GetUtcNow()) : null),
            })
            .Build();
    }

    private bool ShouldRepeat(Outcome<RestResponse> outcome)
    {
        if (outcome.Exception is not null)
        {
            return outcome.Exception is ConnectorException { Kind: FailureKind.Transient };
        }

        return outcome.Result is { } response
            && !(response.IsSuccessStatusCode && response.ErrorException is null)
            && IsTransient(response)
            && (RetryAfter(response, time.GetUtcNow()) ?? TimeSpan.Zero) <= retry.LongestDelay;
    }
}
