using System.Globalization;
using System.Text;

namespace ProjectInvoice.Finance.Tests.Support;

/// <summary>The body of a $batch as multipart/mixed: requests alone and change sets, in the order in which they are added.</summary>
internal sealed class MultipartBatch(Uri address)
{
    public const string ContentType = "multipart/mixed; boundary=batch";

    private readonly StringBuilder body = new();
    private int number;

    public MultipartBatch Alone(BatchPart part)
    {
        body.Append("--batch\r\n");
        Add(part);
        return this;
    }

    public MultipartBatch ChangeSet(params IEnumerable<BatchPart> parts)
    {
        body.Append("--batch\r\nContent-Type: multipart/mixed; boundary=changeset\r\n\r\n");
        foreach (var part in parts)
        {
            body.Append("--changeset\r\n");
            Add(part);
        }

        body.Append("--changeset--\r\n");
        return this;
    }

    public override string ToString() => $"{body}--batch--\r\n";

    private void Add(BatchPart part)
    {
        body.Append(CultureInfo.InvariantCulture, $"Content-Type: application/http\r\nContent-Transfer-Encoding: binary\r\nContent-ID: {++number}\r\n\r\n");
        body.Append(CultureInfo.InvariantCulture, $"{part.Method} {new Uri(address, part.Path)} HTTP/1.1\r\nContent-Type: application/json\r\n");
        body.Append(part.IfMatch is null ? string.Empty : $"If-Match: {part.IfMatch}\r\n")
            .Append(CultureInfo.InvariantCulture, $"\r\n{part.Body?.ToJsonString()}\r\n");
    }
}
