using System.Globalization;

namespace ProjectInvoice.Finance.Api;

/// <summary>How much a request may bring: the settings Limits:…, in bytes of the body but for the last one.</summary>
/// <param name="RecordBytes">Whatever is not named below: one record, one operation.</param>
/// <param name="SetupBytes">The whole set-up.</param>
/// <param name="BatchBytes">A $batch with all its requests.</param>
/// <param name="RowsBytes">The rows of ImportRows, which are streamed.</param>
/// <param name="BatchOperations">Requests of a $batch, those of its change sets together; the product takes 5,000 (platform facts 4.1).</param>
internal sealed record RequestLimits(long RecordBytes, long SetupBytes, long BatchBytes, long RowsBytes, int BatchOperations)
{
    /// <summary>The longest address with its query, in characters.</summary>
    public const int AddressCharacters = 16 * 1024;

    private const long Mebibyte = 1024 * 1024;

    /// <exception cref="FinanceRefusal">A limit is not a whole number above zero (<see cref="ApiErrors.NoLimit"/>).</exception>
    public static RequestLimits From(IConfiguration configuration) =>
        new(
            Of(configuration, nameof(RecordBytes), Mebibyte),
            Of(configuration, nameof(SetupBytes), 64 * Mebibyte),
            Of(configuration, nameof(BatchBytes), 64 * Mebibyte),
            Of(configuration, nameof(RowsBytes), 1024 * Mebibyte),
            (int)Math.Min(Of(configuration, nameof(BatchOperations), 5000), int.MaxValue)
        );

    /// <summary>A limit of the settings.</summary>
    public static long Of(IConfiguration configuration, string name, long otherwise)
    {
        var setting = $"Limits:{name}";
        return configuration[setting] is not { Length: > 0 } text ? otherwise
            : long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var given) && given > 0 ? given
            : throw ApiErrors.NoLimit.Refusal($"setting {setting}", text);
    }
}
