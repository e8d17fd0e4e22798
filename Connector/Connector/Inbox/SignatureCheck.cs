using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace ProjectInvoice.Connector.Inbox;

/// <summary>Checks that a message was signed with the shared secret, and lately.</summary>
/// <param name="secret">The secret. Never logged.</param>
/// <param name="time">The clock.</param>
internal sealed class SignatureCheck(string secret, TimeProvider time)
{
    /// <summary>How far the sender's clock and the connector's may differ, transport included.</summary>
    public static readonly TimeSpan Window = TimeSpan.FromSeconds(300);

    private const string Prefix = "sha256=";
    private readonly byte[] key = Encoding.UTF8.GetBytes(secret);

    /// <summary>Refuses what is not signed lately, by its headers alone: nobody's body is read for it.</summary>
    /// <param name="timestamp">Header <c>X-Pinv-Timestamp</c>: seconds since 1970.</param>
    /// <param name="signature">Header <c>X-Pinv-Signature</c>.</param>
    /// <returns>When it says that it was signed, in UTC.</returns>
    /// <exception cref="ConnectorException">PINV3001: not signed; PINV3002: too old, or from the future.</exception>
    public DateTime CheckTime(string? timestamp, string? signature)
    {
        if (
            signature?.StartsWith(Prefix, StringComparison.Ordinal) != true
            || !long.TryParse(timestamp, NumberStyles.None, CultureInfo.InvariantCulture, out var seconds)
        )
        {
            throw NotSigned();
        }

        return Math.Abs(time.GetUtcNow().ToUnixTimeSeconds() - (decimal)seconds) <= (decimal)Window.TotalSeconds
            ? DateTimeOffset.FromUnixTimeSeconds(seconds).UtcDateTime
            : throw new ConnectorException(InboxErrors.OutsideWindow.For("Message"));
    }

    /// <summary>Refuses a message that is not signed with the secret.</summary>
    /// <param name="timestamp">Header <c>X-Pinv-Timestamp</c>, looked at before.</param>
    /// <param name="signature">Header <c>X-Pinv-Signature</c>, looked at before.</param>
    /// <param name="body">The body as it came.</param>
    /// <exception cref="ConnectorException">PINV3001: not signed with the secret.</exception>
    public void Verify(string timestamp, string signature, ReadOnlySpan<byte> body)
    {
        ArgumentNullException.ThrowIfNull(signature);
        using var hash = IncrementalHash.CreateHMAC(HashAlgorithmName.SHA256, key);
        hash.AppendData(Encoding.ASCII.GetBytes(timestamp + "."));
        hash.AppendData(body);
        var expected = Encoding.ASCII.GetBytes(Convert.ToHexStringLower(hash.GetHashAndReset()));
        if (!CryptographicOperations.FixedTimeEquals(expected, Encoding.ASCII.GetBytes(signature[Prefix.Length..])))
        {
            throw NotSigned();
        }
    }

    private static ConnectorException NotSigned() => new(InboxErrors.NotSigned.For("Message"));
}
