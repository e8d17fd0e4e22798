using System.Security.Cryptography;
using System.Text;

namespace Finance.Proposals;

/// <summary>The checksum by which a header announces its lines: SHA-256, lower-case hex, over the actual ids in lower case, sorted, joined by line feeds.</summary>
internal static class ProposalChecksum
{
    public static string Of(IEnumerable<Guid> actualIds) =>
        Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(string.Join('\n', actualIds.Select(id => id.ToString("d")).Order(StringComparer.Ordinal)))));
}
