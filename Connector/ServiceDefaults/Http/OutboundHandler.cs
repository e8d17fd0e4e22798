using System.Net;

namespace ProjectInvoice.ServiceDefaults.Http;

/// <summary>
/// The one way out of a program of this product: no redirect is followed, so that neither a secret nor a posting goes where another host points to; no cookies;
/// and an answer is read whole, within a time and a size, before anybody looks at it.
/// </summary>
public sealed class OutboundHandler : DelegatingHandler
{
    private static readonly TimeSpan LongestConnect = TimeSpan.FromSeconds(30);

    // A name that moves to another address is noticed in that time.
    private static readonly TimeSpan LongestConnection = TimeSpan.FromMinutes(5);

    private readonly OutboundOptions options;
    private readonly TimeProvider time;

    /// <summary>Creates the handler.</summary>
    /// <param name="options">What an answer may cost.</param>
    /// <param name="time">The clock that the time is measured with.</param>
    public OutboundHandler(OutboundOptions options, TimeProvider time)
        : base(CreateInner())
    {
        this.options = options;
        this.time = time;
    }

    /// <summary>A client over such a handler, for whoever needs no more than HTTP.</summary>
    /// <param name="options">What an answer may cost.</param>
    /// <param name="time">The clock that the time is measured with.</param>
    public static HttpClient CreateClient(OutboundOptions options, TimeProvider time) =>
        new(new OutboundHandler(options, time), disposeHandler: true) { Timeout = System.Threading.Timeout.InfiniteTimeSpan };

    /// <inheritdoc/>
    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(request);
        using var given = new CancellationTokenSource(options.Timeout, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(given.Token, cancellationToken);
        HttpResponseMessage? response = null;
        try
        {
            response = await base.SendAsync(request, either.Token).ConfigureAwait(false);
            await response.Content.LoadIntoBufferAsync(options.LargestAnswer, either.Token).ConfigureAwait(false);
            return response;
        }
        catch (OperationCanceledException exception) when (given.IsCancellationRequested && !cancellationToken.IsCancellationRequested)
        {
            response?.Dispose();
            throw new HttpRequestException(HttpRequestError.Unknown, $"{request.RequestUri?.Host} did not answer in {options.Timeout}.", exception);
        }
        catch
        {
            response?.Dispose();
            throw;
        }
    }

    private static SocketsHttpHandler CreateInner() =>
        new()
        {
            AllowAutoRedirect = false,
            UseCookies = false,
            AutomaticDecompression = DecompressionMethods.All,
            ConnectTimeout = LongestConnect,
            PooledConnectionLifetime = LongestConnection,
        };
}
