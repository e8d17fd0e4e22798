using System.Buffers;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace LocalDataverse.WebApi.Http;

/// <summary>How the service writes JSON: plain characters, no indentation.</summary>
internal static class JsonText
{
    private static readonly JsonWriterOptions Options = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping, SkipValidation = true };

    public static Utf8JsonWriter Writer(IBufferWriter<byte> output) => new(output, Options);
}
