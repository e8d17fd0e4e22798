using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;

namespace ProjectInvoice.Finance.Storage;

/// <summary>The number of a lock by the names of what it locks.</summary>
internal static class LockId
{
    /// <summary>Company ids, and with them whole names, are compared without case: two spellings share a lock.</summary>
    public static long Of(params string[] names) =>
        BinaryPrimitives.ReadInt64BigEndian(SHA256.HashData(Encoding.UTF8.GetBytes(string.Join('\n', names).ToUpperInvariant())));
}
