using System.Text;

namespace ProjectInvoice.ServiceDefaults.Settings;

/// <summary>Secrets that two programs share.</summary>
public static class SharedSecret
{
    /// <summary>Fewest bytes of one: as many as the hash it keys has (RFC 2104, section 3).</summary>
    public const int FewestBytes = 32;

    /// <summary>Whether it is so short that it can be guessed; blanks around it do not count.</summary>
    /// <param name="secret">The secret. Never logged.</param>
    public static bool IsTooShort(string secret)
    {
        ArgumentNullException.ThrowIfNull(secret);
        return Encoding.UTF8.GetByteCount(secret.Trim()) < FewestBytes;
    }
}
