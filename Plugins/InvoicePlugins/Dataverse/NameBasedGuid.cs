using System;
using System.Security.Cryptography;
using System.Text;

namespace InvoicePlugins.Dataverse;

/// <summary>
/// Ids that come out the same whenever they are derived from the same name, so that what is repeated finds what it made (RFC 4122, version 5).
/// </summary>
internal static class NameBasedGuid
{
    // The namespace of this product; never changes, since every derived id depends on it.
    private static readonly Guid Product = new("1d6f5f0e-5a0f-4f5e-9c57-3f6f0c1b7a42");

    /// <summary>The id of a name within this product.</summary>
    /// <param name="parts">The parts of the name: what it is made from, the rule, the ordinal. Ids are written with <c>d</c>.</param>
    public static Guid Derive(params string[] parts) => Derive(Product, string.Join("/", parts));

    /// <summary>The id of a name within a namespace, as RFC 4122 section 4.3 has it.</summary>
    /// <param name="nameSpace">The namespace.</param>
    public static Guid Derive(Guid nameSpace, string name)
    {
        var text = Encoding.UTF8.GetBytes(name);
        var input = new byte[16 + text.Length];
        NetworkOrder(nameSpace.ToByteArray()).CopyTo(input, 0);
        text.CopyTo(input, 16);

        byte[] hash;
#pragma warning disable CA5350 // RFC 4122 prescribes SHA-1 for version 5; nothing is protected by it.
        using (var sha1 = SHA1.Create())
#pragma warning restore CA5350
        {
            hash = sha1.ComputeHash(input);
        }

        var id = new byte[16];
        Array.Copy(hash, id, 16);
        id[6] = (byte)((id[6] & 0x0F) | 0x50);
        id[8] = (byte)((id[8] & 0x3F) | 0x80);
        return new Guid(NetworkOrder(id));
    }

    // System.Guid keeps its first three fields in the machine's order, the RFC in network order.
    private static byte[] NetworkOrder(byte[] id)
    {
        Array.Reverse(id, 0, 4);
        Array.Reverse(id, 4, 2);
        Array.Reverse(id, 6, 2);
        return id;
    }
}
