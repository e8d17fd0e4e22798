using System.Buffers;
using System.Text;
using LocalDataverse.WebApi.Http;
using Microsoft.AspNetCore.WebUtilities;

namespace LocalDataverse.WebApi.Batches;

/// <summary>Writes the answers of a batch, in the order of its requests.</summary>
internal sealed class BatchWriter
{
    private readonly ArrayBufferWriter<byte> output = new(64 * 1024);
    private readonly string boundary = $"batchresponse_{Guid.NewGuid()}";

    public string ContentType => $"multipart/mixed; boundary={boundary}";

    public async ValueTask Single(WebApiResponse response, string? contentId = null)
    {
        Text($"--{boundary}\r\n");
        await Part(response, contentId);
    }

    public async ValueTask ChangeSet(IEnumerable<(string? ContentId, WebApiResponse Response)> responses)
    {
        var inner = $"changesetresponse_{Guid.NewGuid()}";
        Text($"--{boundary}\r\nContent-Type: multipart/mixed; boundary={inner}\r\n\r\n");
        foreach (var (contentId, response) in responses)
        {
            Text($"--{inner}\r\n");
            await Part(response, contentId);
        }

        Text($"--{inner}--\r\n");
    }

    public ReadOnlyMemory<byte> Finish()
    {
        Text($"--{boundary}--\r\n");
        return output.WrittenMemory;
    }

    private async ValueTask Part(WebApiResponse response, string? contentId)
    {
        Text("Content-Type: application/http\r\nContent-Transfer-Encoding: binary\r\n");
        if (contentId is not null)
        {
            Text($"Content-ID: {contentId}\r\n");
        }

        Text($"\r\nHTTP/1.1 {response.Status} {ReasonPhrases.GetReasonPhrase(response.Status)}\r\n");
        if (response.Body is not null)
        {
            Text($"Content-Type: {response.ContentType}\r\n");
        }

        Text("OData-Version: 4.0\r\n");
        foreach (var (name, values) in response.Headers)
        {
            Text($"{name}: {values}\r\n");
        }

        Text("\r\n");
        if (response.Body is not null)
        {
            await response.Body(output, static () => ValueTask.CompletedTask);
        }

        Text("\r\n");
    }

    private void Text(string text) => Encoding.UTF8.GetBytes(text, output);
}
