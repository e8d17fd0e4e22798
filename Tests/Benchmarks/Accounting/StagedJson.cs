using System.Net.Http.Headers;
using System.Text.Json;
using System.Text.Json.Serialization;
using ProjectInvoice.Finance.Staging;

namespace Benchmarks.Accounting;

/// <summary>Rows as the connector writes them: the fields that are set, by their published names.</summary>
internal sealed class StagedJson<T>(StagingSet<T> set)
    where T : class, new()
{
    private static readonly JsonSerializerOptions Json = new() { Converters = { new JsonStringEnumConverter() } };

    /// <summary>Writes <c>{"rows":[…]}</c> to a file, so that making the rows is not part of what is measured.</summary>
    public async Task<HttpContent> ToFileAsync(IEnumerable<T> rows, string file)
    {
        await using (var stream = File.Create(file))
        await using (var writer = new Utf8JsonWriter(stream))
        {
            writer.WriteStartObject();
            writer.WriteStartArray("rows");
            foreach (var row in rows)
            {
                Write(writer, row);
                if (writer.BytesPending > 1 << 16)
                {
                    await writer.FlushAsync();
                }
            }

            writer.WriteEndArray();
            writer.WriteEndObject();
        }

        return new StreamContent(File.OpenRead(file), 1 << 16) { Headers = { ContentType = new MediaTypeHeaderValue("application/json") } };
    }

    public string ToText(T row)
    {
        using var stream = new MemoryStream();
        using (var writer = new Utf8JsonWriter(stream))
        {
            Write(writer, row);
        }

        return System.Text.Encoding.UTF8.GetString(stream.ToArray());
    }

    private void Write(Utf8JsonWriter writer, T row)
    {
        writer.WriteStartObject();
        foreach (var field in set.Fields)
        {
            if (!field.IsWrittenBack && field.Value(row) is { } value)
            {
                writer.WritePropertyName(field.Name);
                JsonSerializer.Serialize(writer, value, Json);
            }
        }

        writer.WriteEndObject();
    }
}
