using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using Simulator.Time;

namespace Simulator.World;

/// <summary>
/// The one socket of the simulator. The plug-in is compiled for the sandbox and calls by an HttpClient of its own; who listens here hands its message to the
/// simulated network. The plug-in signs with the time of this machine, so that the message is signed anew with the time of the run.
/// </summary>
internal sealed class PlugInDoor : IDisposable
{
    private readonly WebApplication listener;
    private readonly byte[] secret;
    private readonly TimeProvider clock;

    private PlugInDoor(WebApplication listener, byte[] secret, TimeProvider clock)
    {
        this.listener = listener;
        this.secret = secret;
        this.clock = clock;
    }

    public Uri Address => new(listener.Urls.Single().Replace("127.0.0.1", "localhost", StringComparison.Ordinal));

    /// <summary>Takes a message on; null: no answer comes.</summary>
    public Func<HttpRequestMessage, Task<HttpResponseMessage?>> Way { get; set; } = _ => Task.FromResult<HttpResponseMessage?>(null);

    public static async Task<PlugInDoor> OpenAsync(string secret, HostClock clock)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Logging.ClearProviders();
        var listener = builder.Build();
        var door = new PlugInDoor(listener, Encoding.UTF8.GetBytes(secret), clock);
        listener.Run(door.TakeAsync);
        await listener.StartAsync();
        return door;
    }

    /// <summary>A message as the plug-in would send it now.</summary>
    public HttpRequestMessage Sign(byte[] body)
    {
        var timestamp = clock.GetUtcNow().ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture);
        var request = new HttpRequestMessage(HttpMethod.Post, new Uri(Hosts.Address.Connector, "/api/messages")) { Content = new ByteArrayContent(body) };
        request.Content.Headers.TryAddWithoutValidation("Content-Type", "application/json; charset=utf-8");
        request.Headers.Add("X-Pinv-Timestamp", timestamp);
        request.Headers.Add("X-Pinv-Signature", SignatureOf(timestamp, body));
        return request;
    }

    public void Dispose() => ((IDisposable)listener).Dispose();

    private string SignatureOf(string timestamp, byte[] body) => "sha256=" + Convert.ToHexStringLower(HMACSHA256.HashData(secret, Signed(timestamp, body)));

    private static byte[] Signed(string timestamp, byte[] body) => [.. Encoding.UTF8.GetBytes(timestamp + "."), .. body];

    private async Task TakeAsync(HttpContext context)
    {
        using var buffer = new MemoryStream();
        await context.Request.Body.CopyToAsync(buffer);
        var body = buffer.ToArray();
        if (context.Request.Headers["X-Pinv-Signature"].ToString() != SignatureOf(context.Request.Headers["X-Pinv-Timestamp"].ToString(), body))
        {
            context.Response.StatusCode = StatusCodes.Status401Unauthorized;
            return;
        }

        using var request = Sign(body);
        using var answer = await Way(request);
        if (answer is null)
        {
            context.Abort();
            return;
        }

        context.Response.StatusCode = (int)answer.StatusCode;
        context.Response.ContentType = answer.Content.Headers.ContentType?.ToString();
        await answer.Content.CopyToAsync(context.Response.Body);
    }
}
