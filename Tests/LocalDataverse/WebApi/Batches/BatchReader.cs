using System.Text;
using LocalDataverse.Faults;
using LocalDataverse.WebApi.Http;
using Microsoft.Net.Http.Headers;

namespace LocalDataverse.WebApi.Batches;

/// <summary>Reads a <c>multipart/mixed</c> batch. Lines end with CRLF, as the service demands; anything else is a bad payload.</summary>
internal static class BatchReader
{
    public const int LargestBatch = 1000;

    private static readonly byte[] EndOfHeaders = "\r\n\r\n"u8.ToArray();

    public static List<BatchItem> Read(string? contentType, ReadOnlyMemory<byte> body)
    {
        List<BatchItem> items = [];
        var operations = 0;
        foreach (var part in Parts(body, Boundary(contentType)))
        {
            var (headers, content) = Split(part);
            var type = headers[HeaderNames.ContentType].ToString();
            BatchItem item;
            if (type.StartsWith("multipart/mixed", StringComparison.OrdinalIgnoreCase))
            {
                List<BatchOperation> changes = [];
                foreach (var change in Parts(content, Boundary(type)))
                {
                    var (changeHeaders, changeContent) = Split(change);
                    var operation = Operation(changeHeaders, changeContent);
                    if (operation.ContentId is null)
                    {
                        throw Bad("Content-ID header not present: every request of a change set needs one.");
                    }

                    if (operation.Method == HttpMethods.Get)
                    {
                        throw Bad(
                            "An invalid HTTP method 'GET' was detected for a request in a change set. Requests in change sets only support "
                                + "'POST', 'PUT', 'DELETE', and 'PATCH'."
                        );
                    }

                    if (changes.Exists(known => known.ContentId == operation.ContentId))
                    {
                        throw Bad($"The content ID '{operation.ContentId}' was found more than once in the same change set.");
                    }

                    changes.Add(operation);
                }

                item = new BatchItem(changes, true);
            }
            else
            {
                item = new BatchItem([Operation(headers, content)], false);
            }

            operations += item.Operations.Count;
            if (operations > LargestBatch)
            {
                throw Bad($"The batch holds more than {LargestBatch} requests, which is the limit.");
            }

            items.Add(item);
        }

        return items;
    }

    private static string Boundary(string? contentType)
    {
        if (
            !MediaTypeHeaderValue.TryParse(contentType, out var parsed)
            || !parsed.MediaType.Equals("multipart/mixed", StringComparison.OrdinalIgnoreCase)
            || parsed.Boundary.Length == 0
        )
        {
            throw Bad("The content type of a batch has to be multipart/mixed with a boundary.");
        }

        return HeaderUtilities.RemoveQuotes(parsed.Boundary).ToString();
    }

    private static List<ReadOnlyMemory<byte>> Parts(ReadOnlyMemory<byte> body, string boundary)
    {
        List<ReadOnlyMemory<byte>> parts = [];
        var delimiter = Encoding.ASCII.GetBytes("\r\n--" + boundary);
        var span = body.Span;
        int position;
        if (span.StartsWith(delimiter.AsSpan(2)))
        {
            position = delimiter.Length - 2;
        }
        else
        {
            var first = span.IndexOf(delimiter);
            if (first < 0)
            {
                throw Bad($"The batch does not hold its boundary '{boundary}'; check that lines end with CRLF.");
            }

            position = first + delimiter.Length;
        }

        while (true)
        {
            if (span[position..].StartsWith("--"u8))
            {
                return parts;
            }

            var lineEnd = span[position..].IndexOf("\r\n"u8);
            if (lineEnd < 0 || span.Slice(position, lineEnd).IndexOfAnyExcept((byte)' ', (byte)'\t') >= 0)
            {
                throw Bad($"The boundary '{boundary}' does not stand alone on a line that ends with CRLF.");
            }

            var start = position + lineEnd;
            var length = span[start..].IndexOf(delimiter);
            if (length < 0)
            {
                throw Bad($"The boundary '{boundary}' is not closed.");
            }

            parts.Add(length < 2 ? ReadOnlyMemory<byte>.Empty : body.Slice(start + 2, length - 2));
            position = start + length + delimiter.Length;
        }
    }

    private static (HeaderDictionary Headers, ReadOnlyMemory<byte> Content) Split(ReadOnlyMemory<byte> part)
    {
        if (part.Span.StartsWith("\r\n"u8))
        {
            return ([], part[2..]);
        }

        var end = part.Span.IndexOf(EndOfHeaders);
        return end < 0 ? (Headers(part), ReadOnlyMemory<byte>.Empty) : (Headers(part[..end]), part[(end + EndOfHeaders.Length)..]);
    }

    private static HeaderDictionary Headers(ReadOnlyMemory<byte> lines)
    {
        HeaderDictionary headers = [];
        foreach (var line in Encoding.UTF8.GetString(lines.Span).Split("\r\n", StringSplitOptions.RemoveEmptyEntries))
        {
            var colon = line.IndexOf(':', StringComparison.Ordinal);
            if (colon <= 0)
            {
                throw Bad($"'{line}' is not a header.");
            }

            headers.Append(line[..colon].Trim(), line[(colon + 1)..].Trim());
        }

        return headers;
    }

    private static BatchOperation Operation(HeaderDictionary partHeaders, ReadOnlyMemory<byte> content)
    {
        if (!partHeaders[HeaderNames.ContentType].ToString().StartsWith("application/http", StringComparison.OrdinalIgnoreCase))
        {
            throw Bad("The content type of a part has to be application/http, or multipart/mixed for a change set.");
        }

        var lineEnd = content.Span.IndexOf("\r\n"u8);
        var requestLine = Encoding.UTF8.GetString(lineEnd < 0 ? content.Span : content.Span[..lineEnd]);

        // The address lies between the first and the last space: clients send filters with spaces in them.
        var (first, last) = (requestLine.IndexOf(' ', StringComparison.Ordinal), requestLine.LastIndexOf(' '));
        if (first <= 0 || last <= first || !requestLine[(last + 1)..].StartsWith("HTTP/", StringComparison.Ordinal))
        {
            throw Bad($"'{requestLine}' is not a request line.");
        }

        var (headers, body) = lineEnd < 0 ? ([], ReadOnlyMemory<byte>.Empty) : Split(content[(lineEnd + 2)..]);
        var contentId = partHeaders["Content-ID"].FirstOrDefault() ?? headers["Content-ID"].FirstOrDefault();
        return new BatchOperation(requestLine[..first].ToUpperInvariant(), requestLine[(first + 1)..last].Trim(), headers, body, contentId);
    }

    private static WebApiException Bad(string message) => new(StatusCodes.Status400BadRequest, ErrorCode.BadPayload, message);
}
