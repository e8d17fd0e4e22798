using System.Net;

namespace ProjectInvoice.ServiceDefaults.Http;

/// <summary>What the requests of a program travel by. A program has sockets; what runs several in one process may put its own network there.</summary>
public class OutboundTransport
{
    /// <summary>Sockets, without redirects and cookies.</summary>
    public static readonly OutboundTransport Sockets = new();

    private static readonly TimeSpan LongestConnect = TimeSpan.FromSeconds(30);

    // A name that moves to another address is noticed in that time.
    private static readonly TimeSpan LongestConnection = TimeSpan.FromMinutes(5);

    /// <summary>A way out of its own for one client.</summary>
    public virtual HttpMessageHandler Create() =>
        new SocketsHttpHandler
        {
            AllowAutoRedirect = false,
            UseCookies = false,
            AutomaticDecompression = DecompressionMethods.All,
            ConnectTimeout = LongestConnect,
            PooledConnectionLifetime = LongestConnection,
        };
}
