using System.Buffers;
using Microsoft.Net.Http.Headers;

namespace ProjectInvoice.Finance.Api;

/// <summary>
/// Takes bodies as they are, in UTF-8 without a byte order mark. Whatever else is refused in the same words at every address, before somebody reads it.
/// </summary>
internal sealed class BodyEncodings(RequestDelegate next)
{
    private const int Looked = 4;

    public async Task InvokeAsync(HttpContext context)
    {
        var request = context.Request;
        if (request.Headers.ContentEncoding is { Count: > 0 } encodings && encodings.Any(encoding => encoding is not ("" or "identity")))
        {
            throw Refusal(context, $"is sent as {encodings}");
        }

        if (MediaTypeHeaderValue.TryParse(request.ContentType, out var type) && type.Charset.HasValue && !IsUtf8(type.Charset.Value))
        {
            throw Refusal(context, $"is in {type.Charset}");
        }

        if (request.ContentLength is not 0 && !HttpMethods.IsGet(request.Method) && Oddity(await BeginningAsync(context)) is { } oddity)
        {
            throw Refusal(context, oddity);
        }

        await next(context);
    }

    private static bool IsUtf8(string charset) =>
        charset.Trim('"') is var name
        && (name.Equals("utf-8", StringComparison.OrdinalIgnoreCase) || name.Equals("us-ascii", StringComparison.OrdinalIgnoreCase));

    private static string? Oddity(byte[] beginning) =>
        beginning switch
        {
            [0xEF, 0xBB, 0xBF, ..] => "begins with a byte order mark",
            [0xFE, 0xFF, ..] or [0xFF, 0xFE, ..] or [0, ..] or [not 0, 0, ..] => "is in UTF-16 or UTF-32",
            [0x1F, 0x8B, ..] => "is compressed",
            _ => null,
        };

    private static async Task<byte[]> BeginningAsync(HttpContext context)
    {
        // A request inside a batch has its body already.
        if (context.Request.Body.CanSeek)
        {
            var beginning = new byte[Looked];
            var count = await context.Request.Body.ReadAtLeastAsync(beginning, Looked, throwOnEndOfStream: false, context.RequestAborted);
            context.Request.Body.Position = 0;
            return beginning[..count];
        }

        var reader = context.Request.BodyReader;
        while (true)
        {
            var read = await reader.ReadAsync(context.RequestAborted);
            if (read.Buffer.Length >= Looked || read.IsCompleted)
            {
                var beginning = read.Buffer.Slice(0, Math.Min(Looked, read.Buffer.Length)).ToArray();
                reader.AdvanceTo(read.Buffer.Start);
                return beginning;
            }

            reader.AdvanceTo(read.Buffer.Start, read.Buffer.End);
        }
    }

    private static FinanceRefusal Refusal(HttpContext context, string oddity) =>
        ApiErrors.EncodingNotTaken.Refusal($"{context.Request.Method} {context.Request.Path}", oddity);
}
