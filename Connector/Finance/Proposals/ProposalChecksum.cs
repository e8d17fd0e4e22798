using System.Security.Cryptography;

namespace ProjectInvoice.Finance.Proposals;

/// <summary>
/// The checksum by which a header announces its lines: SHA-256, lower-case hex, over the actual ids in lower case, sorted, joined by line feeds.
/// </summary>
internal static class ProposalChecksum
{
    private const int BytesOfAnId = 36;

    public static string Of(IEnumerable<Guid> actualIds)
    {
        // Ids sort like their texts, so that only the ids have to be held.
        var sorted = actualIds.Order().ToArray();
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        Span<byte> text = stackalloc byte[BytesOfAnId + 1];
        for (var index = 0; index < sorted.Length; index++)
        {
            sorted[index].TryFormat(text, out _);
            text[BytesOfAnId] = (byte)'\n';
            hash.AppendData(index < sorted.Length - 1 ? text : text[..BytesOfAnId]);
        }

        return Convert.ToHexStringLower(hash.GetHashAndReset());
    }
}
