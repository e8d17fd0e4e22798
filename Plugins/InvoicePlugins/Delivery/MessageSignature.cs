using System.Globalization;
using System.Linq;
using System.Security.Cryptography;
using System.Text;

namespace InvoicePlugins.Delivery;

/// <summary>Signs a message, so that the connector knows who sent it and when.</summary>
internal static class MessageSignature
{
    /// <summary>HMAC-SHA256 over the timestamp, a full stop and the body.</summary>
    /// <param name="secret">The secret shared with the connector.</param>
    /// <param name="timestamp">Seconds since 1970 as text, as in the header <c>X-Pinv-Timestamp</c>.</param>
    /// <param name="body">The body as sent.</param>
    /// <returns>The value of the header <c>X-Pinv-Signature</c>.</returns>
    public static string Of(string secret, string timestamp, byte[] body)
    {
        using var hmac = new HMACSHA256(Encoding.UTF8.GetBytes(secret));
        var hash = hmac.ComputeHash([.. Encoding.UTF8.GetBytes(timestamp + "."), .. body]);
        return "sha256=" + string.Concat(hash.Select(part => part.ToString("x2", CultureInfo.InvariantCulture)));
    }
}
