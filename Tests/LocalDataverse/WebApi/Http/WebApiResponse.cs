using System.Buffers;
using System.Text.Json;

namespace LocalDataverse.WebApi.Http;

/// <summary>The answer to one request; a body is written when it is sent, so that a page of rows is never held as text.</summary>
internal sealed class WebApiResponse
{
    public const string JsonType = "application/json; odata.metadata=minimal";

    public required int Status { get; init; }

    public HeaderDictionary Headers { get; } = [];

    public string ContentType { get; init; } = JsonType;

    /// <summary>Writes the body; the second argument hands what was written so far to the network.</summary>
    public Func<IBufferWriter<byte>, Func<ValueTask>, ValueTask>? Body { get; private init; }

    public static WebApiResponse Empty(int status = StatusCodes.Status204NoContent) => new() { Status = status };

    public static WebApiResponse Json(int status, Action<Utf8JsonWriter> write) =>
        new()
        {
            Status = status,
            Body = (output, _) =>
            {
                using var writer = JsonText.Writer(output);
                write(writer);
                return ValueTask.CompletedTask;
            },
        };

    public static WebApiResponse Streamed(int status, Func<Utf8JsonWriter, Func<ValueTask>, ValueTask> write) =>
        new()
        {
            Status = status,
            Body = async (output, flush) =>
            {
                await using var writer = JsonText.Writer(output);
                await write(writer, flush);
            },
        };

    public static WebApiResponse Raw(string contentType, ReadOnlyMemory<byte> body) => Raw(StatusCodes.Status200OK, contentType, body);

    public static WebApiResponse Raw(int status, string contentType, ReadOnlyMemory<byte> body) =>
        new()
        {
            Status = status,
            ContentType = contentType,
            Body = (output, _) =>
            {
                output.Write(body.Span);
                return ValueTask.CompletedTask;
            },
        };

    public static WebApiResponse Error(WebApiException error, Preferences preferences)
    {
        var response = Json(
            error.Status,
            writer =>
            {
                writer.WriteStartObject();
                writer.WriteStartObject("error");
                writer.WriteString("code", error.CodeText);
                writer.WriteString("message", error.Message);
                foreach (var (name, value) in error.Details.Where(detail => preferences.Wants(detail.Key.TrimStart('@'))))
                {
                    writer.WriteString(name, value);
                }

                writer.WriteEndObject();
                writer.WriteEndObject();
            }
        );
        foreach (var (name, value) in error.Headers)
        {
            response.Headers[name] = value;
        }

        return response;
    }
}
