using System.Net;
using System.Net.Sockets;
using System.Text;

namespace Plugins.Tests.Delivery;

/// <summary>A connector on loopback that answers as it is told and keeps what it was sent. A plain socket, since both frameworks have it.</summary>
internal sealed class LoopbackConnector : IDisposable
{
    private readonly TcpListener listener = new(IPAddress.Loopback, 0);
    private readonly Task serving;

    public LoopbackConnector()
    {
        listener.Start();
        serving = Task.Run(ServeAsync);
    }

    public string Url => "http://localhost:" + ((IPEndPoint)listener.LocalEndpoint).Port.ToString(System.Globalization.CultureInfo.InvariantCulture);

    public int Status { get; set; } = 202;

    /// <summary>The body of the answer, in which {0} is the id of the message.</summary>
    public string Answer { get; set; } = """{"messageId":"{0}","status":"stored"}""";

    public string ContentType { get; set; } = "application/json; charset=utf-8";

    /// <summary>Where the answer redirects to; null: nowhere.</summary>
    public string? Location { get; set; }

    public List<(Dictionary<string, string> Headers, byte[] Body, string RequestLine)> Received { get; } = [];

    public void Dispose()
    {
        listener.Stop();
        serving.Wait();
    }

    private async Task ServeAsync()
    {
        while (true)
        {
            try
            {
                using var client = await listener.AcceptTcpClientAsync();
                Handle(client.GetStream());
            }
            catch (Exception stopped) when (stopped is ObjectDisposedException or SocketException or InvalidOperationException)
            {
                return;
            }
        }
    }

    private void Handle(NetworkStream stream)
    {
        var requestLine = ReadLine(stream);
        var headers = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
        for (var line = ReadLine(stream); line.Length > 0; line = ReadLine(stream))
        {
            var colon = line.IndexOf(':');
            headers[line.Substring(0, colon)] = line.Substring(colon + 1).Trim();
        }

        if (headers.TryGetValue("Expect", out _))
        {
            Write(stream, "HTTP/1.1 100 Continue\r\n\r\n");
        }

        var body = new byte[int.Parse(headers["Content-Length"], System.Globalization.CultureInfo.InvariantCulture)];
        for (var read = 0; read < body.Length; )
        {
            read += stream.Read(body, read, body.Length - read);
        }

        Received.Add((headers, body, requestLine));
        var answer = Answer.Replace("{0}", MessageIdIn(Encoding.UTF8.GetString(body)));
        var location = Location is null ? "" : $"Location: {Location}\r\n";
        Write(
            stream,
            $"HTTP/1.1 {Status} Answer\r\n{location}Content-Type: {ContentType}\r\nContent-Length: {Encoding.UTF8.GetByteCount(answer)}"
                + $"\r\nConnection: close\r\n\r\n{answer}"
        );
    }

    private static string MessageIdIn(string body) =>
        body.Substring(body.IndexOf("messageId", StringComparison.Ordinal) + "messageId\":\"".Length, Guid.Empty.ToString("d").Length);

    private static string ReadLine(NetworkStream stream)
    {
        var line = new StringBuilder();
        for (var next = stream.ReadByte(); next is not (-1 or '\n'); next = stream.ReadByte())
        {
            line.Append((char)next);
        }

        return line.ToString().TrimEnd('\r');
    }

    private static void Write(NetworkStream stream, string text)
    {
        var bytes = Encoding.UTF8.GetBytes(text);
        stream.Write(bytes, 0, bytes.Length);
    }
}
