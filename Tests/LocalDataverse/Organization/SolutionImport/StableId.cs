using System.Security.Cryptography;
using System.Text;

namespace LocalDataverse.SolutionImport;

/// <summary>Ids of rows that a solution does not number itself: the same in every import.</summary>
internal static class StableId
{
    internal static Guid Of(string name) => Hash("LocalDataverse:" + name);

    /// <summary>The MetadataId under which the Web API shows a definition.</summary>
    internal static Guid OfDefinition(string name) => Hash(name);

    private static Guid Hash(string text)
    {
        using var algorithm = SHA256.Create();
        var hash = algorithm.ComputeHash(Encoding.UTF8.GetBytes(text));
        var bytes = new byte[16];
        Array.Copy(hash, bytes, bytes.Length);
        return new Guid(bytes);
    }
}
