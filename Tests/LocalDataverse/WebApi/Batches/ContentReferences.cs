using System.Text;
using System.Text.RegularExpressions;
using LocalDataverse.Faults;
using LocalDataverse.WebApi.Http;

namespace LocalDataverse.WebApi.Batches;

/// <summary>What <c>$1</c> stands for within one change set: the address of the record that the request with Content-ID 1 wrote.</summary>
internal sealed partial class ContentReferences
{
    private readonly Dictionary<string, string> addresses = [];

    public void Add(string? contentId, string? entityAddress)
    {
        if (contentId is not null && entityAddress is not null)
        {
            addresses[contentId] = entityAddress;
        }
    }

    /// <summary>The Content-IDs that any request of a change set names in its address or its body.</summary>
    public static HashSet<string> Named(IEnumerable<BatchOperation> operations)
    {
        HashSet<string> named = new(StringComparer.Ordinal);
        foreach (var operation in operations)
        {
            if (Reference().Match(operation.Address) is { Success: true } inAddress)
            {
                named.Add(inAddress.Groups["id"].Value);
            }

            if (operation.Body.Span.IndexOf("\"$"u8) >= 0 || operation.Body.Span.IndexOf("\"/$"u8) >= 0)
            {
                named.UnionWith(BoundReference().Matches(Encoding.UTF8.GetString(operation.Body.Span)).Select(match => match.Groups["id"].Value));
            }
        }

        return named;
    }

    public string Resolve(string address)
    {
        var match = Reference().Match(address);
        return match.Success ? Lookup(match.Groups["id"].Value) + address[match.Length..] : address;
    }

    /// <summary>Puts addresses in place of references that are the whole value of a bind or of an <c>@odata.id</c>.</summary>
    public ReadOnlyMemory<byte> Resolve(ReadOnlyMemory<byte> body)
    {
        if (body.Span.IndexOf("\"$"u8) < 0 && body.Span.IndexOf("\"/$"u8) < 0)
        {
            return body;
        }

        var text = Encoding.UTF8.GetString(body.Span);
        return Encoding.UTF8.GetBytes(BoundReference().Replace(text, match => match.Groups["name"].Value + "\"" + Lookup(match.Groups["id"].Value) + "\""));
    }

    private string Lookup(string id) =>
        addresses.TryGetValue(id, out var address)
            ? address
            : throw new WebApiException(
                StatusCodes.Status400BadRequest,
                ErrorCode.BadPayload,
                $"Content-ID Reference: '${id}' does not exist in the batch context."
            );

    // A URL that starts with a reference names a record by Content-ID; $batch and $metadata are not references.
    [GeneratedRegex(@"^/?\$(?<id>(?!batch|metadata)[A-Za-z0-9_\-.]+)(?=$|/|\?)")]
    private static partial Regex Reference();

    [GeneratedRegex("""(?<name>"(?:[^"\\]*@odata\.bind|@odata\.id)"\s*:\s*)"/?\$(?<id>[^"/]+)"(?!\s*:)""")]
    private static partial Regex BoundReference();
}
