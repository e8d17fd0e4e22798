using System.Net;
using System.Net.Sockets;

namespace LocalEnvironment.Hosting;

/// <summary>
/// A port that is free, and held until its host starts, so that nobody else takes it meanwhile. A host has to know its own address before it listens
/// (it is the audience of its tokens) and those of its neighbors, so the usual "port 0" comes too late.
/// </summary>
internal sealed class FreePort : IDisposable
{
    private readonly TcpListener listener = new(IPAddress.Loopback, 0);

    public FreePort()
    {
        listener.Start();
        Number = ((IPEndPoint)listener.LocalEndpoint).Port;
    }

    public int Number { get; }

    public void Dispose() => listener.Dispose();
}
