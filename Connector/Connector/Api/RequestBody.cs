namespace ProjectInvoice.Connector.Api;

internal static class RequestBody
{
    /// <summary>The body as it came; null where it is larger than allowed.</summary>
    public static async Task<byte[]?> ReadAsync(HttpRequest request, int largest, CancellationToken cancellation)
    {
        using var body = new MemoryStream();
        var buffer = new byte[16 * 1024];
        for (int read; (read = await request.Body.ReadAsync(buffer, cancellation)) > 0; )
        {
            if (body.Length + read > largest)
            {
                return null;
            }

            await body.WriteAsync(buffer.AsMemory(0, read), cancellation);
        }

        return body.ToArray();
    }
}
