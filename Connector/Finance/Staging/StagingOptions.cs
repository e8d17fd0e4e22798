using System.Globalization;

namespace ProjectInvoice.Finance.Staging;

/// <summary>What configuration says about staging.</summary>
/// <param name="RetainerTransactionClassification">The transaction class of advances and retainers; null where the sender has none.</param>
internal sealed record StagingOptions(long? RetainerTransactionClassification)
{
    private const string Setting = "Staging:RetainerTransactionClassification";

    /// <exception cref="InvalidOperationException">The setting is not a number, or is that of another class.</exception>
    public static StagingOptions Of(IConfiguration configuration)
    {
        var given = configuration[Setting];
        if (string.IsNullOrWhiteSpace(given))
        {
            return new StagingOptions((long?)null);
        }

        return
            long.TryParse(given, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var value) && TransactionClass.TransactionType(value) is null
            ? new StagingOptions(value)
            : throw new InvalidOperationException(
                $"Setting {Setting} holds {given}, which is not the whole number of a transaction class of its own. Correct it, then start again."
            );
    }
}
