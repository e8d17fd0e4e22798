namespace ProjectInvoice.ServiceDefaults.Http;

/// <summary>
/// The one way out of a program of this product: no redirect is followed, so that neither a secret nor a posting goes where another host points to; no cookies;
/// and an answer is read whole, within a time and a size, before anybody looks at it.
/// </summary>
public sealed class OutboundHandler : DelegatingHandler
{
    private readonly OutboundOptions options;
    private readonly TimeProvider time;

    /// <summary>Creates the handler.</summary>
    /// <param name="options">What an answer may cost.</param>
    /// <param name="time">The clock that the time is measured with.</param>
    /// <param name="transport">What requests travel by; sockets where it is not given.</param>
    public OutboundHandler(OutboundOptions options, TimeProvider time, OutboundTransport? transport = null)
        : base((transport ?? OutboundTransport.Sockets).Create())
    {
        this.options = options;
        this.time = time;
    }

    /// <summary>A client over such a handler, for whoever needs no more than HTTP.</summary>
    /// <param name="options">What an answer may cost.</param>
    /// <param name="time">The clock that the time is measured with.</param>
    /// <param name="transport">What requests travel by; sockets where it is not given.</param>
    public static HttpClient CreateClient(OutboundOptions options, TimeProvider time, OutboundTransport? transport = null) =>
        new(new OutboundHandler(options, time, transport), disposeHandler: true) { Timeout = System.Threading.Timeout.InfiniteTimeSpan };

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
}
