using System.Text.RegularExpressions;

namespace ProjectInvoice.Connector.Dataverse;

/// <summary>
/// Codes of the plug-ins that say more than that they refuse. The platform gives its own code to every refusal of a plug-in: theirs stands in the text.
/// </summary>
internal static partial class PluginCodes
{
    /// <summary>What is to be recorded differs from what was recorded before.</summary>
    public const string Contradiction = "PINV1410";

    /// <summary>The code with which a plug-in refused; null where another refused.</summary>
    /// <param name="message">What Dataverse says.</param>
    public static string? In(string message) => Code().Match(message) is { Success: true } match ? match.Value : null;

    [GeneratedRegex(@"\bPINV[0-9]{4}(?=:)", RegexOptions.CultureInvariant)]
    private static partial Regex Code();
}
