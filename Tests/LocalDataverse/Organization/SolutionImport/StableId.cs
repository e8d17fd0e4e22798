using System.Security.Cryptography;
using System.Text;

namespace LocalDataverse.SolutionImport;

/// <summary>Ids of rows that a solution does not number itself: the same in every import.</summary>
internal static class StableId
{
    internal static Guid Of(string name)
    {
        using var algorithm = SHA256.Create();
        var hash = algorithm.ComputeHash(Encoding.UTF8.GetBytes("LocalDataverse:" + name));
        var bytes = new byte[16];
        Array.Copy(hash, bytes, bytes.Length);
        return new Guid(bytes);
    }
}
