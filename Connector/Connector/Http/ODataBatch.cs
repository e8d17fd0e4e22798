using System.Globalization;
using System.Text;
using RestSharp;

namespace ProjectInvoice.Connector.Http;

/// <summary>The multipart form of an OData batch, written and read.</summary>
internal static class ODataBatch
{
    /// <summary>Writes a batch.</summary>
    /// <param name="root">The service root, with a closing slash.</param>
    /// <param name="operations">The requests.</param>
    /// <param name="atomic">Whether they form one change set.</param>
    public static (byte[] Body, string ContentType) Write(string root, IReadOnlyList<BatchOperation> operations, bool atomic)
    {
        ArgumentNullException.ThrowIfNull(operations);
        var text = new StringBuilder();
        var part = atomic ? "changeset_pinv" : "batch_pinv";
        if (atomic)
        {
            Line(text, "--batch_pinv");
            Line(text, "Content-Type: multipart/mixed; boundary=changeset_pinv");
            Line(text, "");
        }

        for (var index = 0; index < operations.Count; index++)
        {
            Line(text, "--" + part);
            WriteOperation(text, root, operations[index], atomic ? index + 1 : null);
        }

        if (atomic)
        {
            Line(text, "--changeset_pinv--");
        }

        Line(text, "--batch_pinv--");
        return (Encoding.UTF8.GetBytes(text.ToString()), "multipart/mixed; boundary=batch_pinv");
    }

    private static void WriteOperation(StringBuilder text, string root, BatchOperation operation, int? contentId)
    {
        Line(text, "Content-Type: application/http");
        Line(text, "Content-Transfer-Encoding: binary");
        if (contentId is { } id)
        {
            Line(text, "Content-ID: " + id.ToString(CultureInfo.InvariantCulture));
        }

        Line(text, "");
        Line(text, $"{operation.Method} {root}{operation.Path} HTTP/1.1");
        Line(text, "Accept: application/json");
        if (operation.IfMatch is not null)
        {
            Line(text, "If-Match: " + operation.IfMatch);
        }

        if (operation.Body is not null)
        {
            Line(text, "Content-Type: application/json");
        }

        Line(text, "");
        Line(text, operation.Body ?? "");
    }

    /// <summary>Reads the answers in order. A change set that failed has one answer for all of its requests.</summary>
    /// <param name="response">The answer.</param>
    /// <exception cref="FormatException">It is no batch answer.</exception>
    public static IReadOnlyList<BatchAnswer> Read(RestResponse response)
    {
        ArgumentNullException.ThrowIfNull(response);

        // RestResponse.ContentType has lost the boundary.
        var contentType = response.ContentHeaders?.FirstOrDefault(header => header.Name.Equals("Content-Type", StringComparison.OrdinalIgnoreCase))?.Value;
        var answers = new List<BatchAnswer>();
        ReadParts(contentType, Encoding.UTF8.GetString(response.RawBytes ?? []), answers);
        return answers;
    }

    private static void ReadParts(string? contentType, string body, List<BatchAnswer> answers)
    {
        var boundary = Boundary(contentType);
        foreach (var piece in ("\n" + body.ReplaceLineEndings("\n")).Split("\n--" + boundary).Skip(1))
        {
            if (piece.StartsWith("--", StringComparison.Ordinal))
            {
                return;
            }

            var (headers, content) = Split(piece.TrimStart('\n'));
            var type = Header(headers, "Content-Type") ?? "";
            if (type.StartsWith("multipart/mixed", StringComparison.OrdinalIgnoreCase))
            {
                ReadParts(type, content, answers);
            }
            else
            {
                var (answerHeaders, answerBody) = Split(content.TrimStart('\n'));
                var words = answerHeaders[0].Split(' ', 3);
                answers.Add(
                    words.Length > 1 && int.TryParse(words[1], NumberStyles.None, CultureInfo.InvariantCulture, out var status)
                        ? new BatchAnswer(status, answerBody.Trim('\n'))
                        : throw new FormatException("A part of the batch answer has no status line.")
                );
            }
        }

        throw new FormatException("The batch answer has no closing boundary.");
    }

    private static string Boundary(string? contentType)
    {
        var start = contentType?.IndexOf("boundary=", StringComparison.OrdinalIgnoreCase) ?? -1;
        return start < 0
            ? throw new FormatException("The batch answer names no boundary.")
            : contentType![(start + "boundary=".Length)..].Split(';')[0].Trim().Trim('"');
    }

    private static (string[] Headers, string Content) Split(string text)
    {
        var end = text.IndexOf("\n\n", StringComparison.Ordinal);
        return end < 0 ? (text.Split('\n'), "") : (text[..end].Split('\n'), text[(end + 2)..]);
    }

    private static string? Header(string[] headers, string name) =>
        headers.FirstOrDefault(header => header.StartsWith(name + ":", StringComparison.OrdinalIgnoreCase))?[(name.Length + 1)..].Trim();

    private static void Line(StringBuilder text, string line) => text.Append(line).Append("\r\n");
}
