namespace Remedies;

/// <summary>
/// Every code that can stop an invoice after it was confirmed, with its remedy. A test brings each situation about, has the role do what the message says, and
/// sees the invoice posted in the end. A code of a part that is neither here nor among those without a remedy fails a test: so a new one gets its row.
/// </summary>
internal static partial class RemedyTable
{
    public static IReadOnlyList<Remedy> All { get; } = [.. Plugins, .. Connector, .. Finance];

    public static IReadOnlyList<NoRemedy> Without { get; } = [.. WithoutInPlugins, .. WithoutInConnector, .. WithoutInFinance];

    public static IEnumerable<Remedy> Of(string test) => All.Where(remedy => remedy.Test == test);
}
