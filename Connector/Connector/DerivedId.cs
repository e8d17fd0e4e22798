using System.Security.Cryptography;
using System.Text;

namespace ProjectInvoice.Connector;

/// <summary>Ids that come out the same whenever they are made from the same names (RFC 9562, version 8).</summary>
internal static class DerivedId
{
    public static Guid From(params string[] names)
    {
        var bytes = SHA256.HashData(Encoding.UTF8.GetBytes(string.Join('\n', names))).AsSpan(0, 16).ToArray();
        bytes[6] = (byte)((bytes[6] & 0x0F) | 0x80);
        bytes[8] = (byte)((bytes[8] & 0x3F) | 0x80);
        return new Guid(bytes, bigEndian: true);
    }
}
