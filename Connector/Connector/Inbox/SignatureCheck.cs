using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace Connector.Inbox;

/// <summary>Checks that a message was signed with the shared secret, and lately.</summary>
/// <param name="secret">The secret. Never logged.</param>
/// <param name="time">The clock.</param>
public sealed class SignatureCheck(string secret, TimeProvider time)
{
    /// <summary>How far the sender's clock and the connector's may differ, transport included.</summary>
    public static readonly TimeSpan Window = TimeSpan.FromSeconds(300);

    private const string Prefix = "sha256=";
    private readonly byte[] key = Encoding.UTF8.GetBytes(secret);

    /// <summary>Refuses a message that is not signed, or not lately.</summary>
    /// <param name="timestamp">Header <c>X-Pinv-Timestamp</c>: seconds since 1970.</param>
    /// <param name="signature">Header <c>X-Pinv-Signature</c>.</param>
    /// <param name="body">The body as it came.</param>
    /// <exception cref="ConnectorException">PINV3001: not signed with the secret; PINV3002: too old, or from the future.</exception>
    public void Verify(string? timestamp, string? signature, ReadOnlySpan<byte> body)
    {
        if (string.IsNullOrEmpty(timestamp)
            || string.IsNullOrEmpty(signature)
            || !signature.StartsWith(Prefix, StringComparison.Ordinal)
            || !long.TryParse(timestamp, NumberStyles.None, CultureInfo.InvariantCulture, out var seconds))
        {
            throw NotSigned();
        }

        using var hash = IncrementalHash.CreateHMAC(HashAlgorithmName.SHA256, key);
        hash.AppendData(Encoding.ASCII.GetBytes(timestamp + "."));
        hash.AppendData(body);
        var expected = Encoding.ASCII.GetBytes(Convert.ToHexStringLower(hash.GetHashAndReset()));
        if (!CryptographicOperations.FixedTimeEquals(expected, Encoding.ASCII.GetBytes(signature[Prefix.Length..])))
        {
            throw NotSigned();
        }

        if (Math.Abs(time.GetUtcNow().ToUnixTimeSeconds() - (decimal)seconds) > (decimal)Window.TotalSeconds)
        {
            throw new ConnectorException(
                "PINV3002", "Message", "its timestamp is more than 300 seconds away from the connector's clock", "Set the clocks, then send it again with a new timestamp");
        }
    }

    private static ConnectorException NotSigned() => new(
        "PINV3001", "Message", "it is not signed with the shared secret", "Give the delivery step and Signing:Secret the same secret");
}
