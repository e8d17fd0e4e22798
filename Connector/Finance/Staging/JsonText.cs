using System.Text;
using System.Text.Json;

namespace ProjectInvoice.Finance.Staging;

/// <summary>Reads text without a string for each name and value.</summary>
internal static class JsonText
{
    /// <summary>The name, text or number that the reader stands on: in the buffer where it fits.</summary>
    /// <exception cref="InvalidOperationException">It is not valid Unicode text.</exception>
    public static ReadOnlySpan<char> TextOf(this scoped in Utf8JsonReader reader, Span<char> buffer)
    {
        var length = reader.HasValueSequence ? reader.ValueSequence.Length : reader.ValueSpan.Length;
        if (reader.TokenType == JsonTokenType.Number)
        {
            return reader.HasValueSequence ? Encoding.UTF8.GetString(reader.ValueSequence)
                : length > buffer.Length ? Encoding.UTF8.GetString(reader.ValueSpan)
                : buffer[..Encoding.UTF8.GetChars(reader.ValueSpan, buffer)];
        }

        return length > buffer.Length ? reader.GetString() : buffer[..reader.CopyString(buffer)];
    }
}
