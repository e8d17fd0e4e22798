using System.Security.Cryptography;
using System.Text.Json;
using Microsoft.Extensions.Primitives;

namespace ProjectInvoice.Finance.Api;

/// <summary>
/// The ETag of a row. It is derived from the content, so that it is right whoever wrote the row and needs no column;
/// in the product's form W/"…" with base64 inside (platform facts 4.1), which callers must not take apart.
/// </summary>
internal static class RowVersion
{
    private const int Bytes = 12;

    public static string Of(object row) =>
        $"W/\"{Convert.ToBase64String(SHA256.HashData(JsonSerializer.SerializeToUtf8Bytes(row, row.GetType())).AsSpan(0, Bytes))}\"";

    /// <summary>
    /// Refuses a change of a row that is no longer what its caller read. A request without If-Match, or with *, is not held back, as in the product.
    /// </summary>
    /// <exception cref="FinanceRefusal">The row has another version (<see cref="EditableSetErrors.OtherVersion"/>).</exception>
    public static void Require(HttpRequest request, object row, string record)
    {
        var wanted = request.Headers.IfMatch;
        if (StringValues.IsNullOrEmpty(wanted))
        {
            return;
        }

        var own = Opaque(Of(row));
        if (!wanted.SelectMany(header => header!.Split(',', StringSplitOptions.TrimEntries)).Any(version => version == "*" || Opaque(version) == own))
        {
            throw EditableSetErrors.OtherVersion.Refusal(record);
        }
    }

    // Versions are compared without regard to W/: there is only one kind of them.
    private static string Opaque(string version) => version.StartsWith("W/", StringComparison.Ordinal) ? version[2..] : version;
}
