using System.Security.Cryptography;
using System.Text;

namespace Solution.Packer.Archive;

/// <summary>Ids that must be the same in every build: version 5 of RFC 9562, from a name.</summary>
internal static class NameBasedId
{
    private static readonly Guid Solution = new("7f2e2b0a-52b7-4b0e-9a41-5c7e6d1f4821");

    /// <summary>The id of a name, within the ids of this solution.</summary>
    /// <param name="name">What the id is for, for example <c>pluginassembly:InvoicePlugins</c>; case matters.</param>
    public static Guid Of(string name)
    {
        var text = Encoding.UTF8.GetBytes(name);
        var input = new byte[16 + text.Length];
        Solution.TryWriteBytes(input, bigEndian: true, out _);
        text.CopyTo(input, 16);
#pragma warning disable CA5350 // RFC 9562 prescribes SHA-1 for version 5; nothing is protected by it.
        var hash = SHA1.HashData(input).AsSpan(0, 16);
#pragma warning restore CA5350
        hash[6] = (byte)((hash[6] & 0x0F) | 0x50);
        hash[8] = (byte)((hash[8] & 0x3F) | 0x80);
        return new Guid(hash, bigEndian: true);
    }
}
