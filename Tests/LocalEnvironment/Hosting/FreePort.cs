using System.Net;
using System.Net.Sockets;

namespace LocalEnvironment.Hosting;

/// <summary>
/// Ports that are free at the moment. A host has to know its own address before it listens (it is the audience of its tokens) and those of
/// its neighbors, so the usual "port 0" comes too late.
/// </summary>
internal static class FreePort
{
    /// <summary>So many different free ports; all are held at once, so that none is given twice.</summary>
    public static int[] Find(int count)
    {
        var listeners = new List<TcpListener>();
        try
        {
            for (var index = 0; index < count; index++)
            {
                var listener = new TcpListener(IPAddress.Loopback, 0);
                listener.Start();
                listeners.Add(listener);
            }

            return [.. listeners.Select(listener => ((IPEndPoint)listener.LocalEndpoint).Port)];
        }
        finally
        {
            listeners.ForEach(listener => listener.Stop());
        }
    }
}
