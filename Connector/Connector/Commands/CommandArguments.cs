using System.Text.RegularExpressions;

namespace ProjectInvoice.Connector.Commands;

/// <summary>What was given on the command line: settings as the host takes them, and the command with what belongs to it.</summary>
/// <param name="Settings">Settings, as <c>--Key=Value</c>.</param>
/// <param name="Command">The command with its arguments and options; empty where the host is to run.</param>
internal sealed partial record CommandArguments(string[] Settings, string[] Command)
{
    private static readonly string[] Asking = ["--help", "-h", "-?", "/?", "--version"];

    public bool HasCommand => Command.Length > 0;

    /// <summary>Tells the two apart: the first word that is neither a setting nor the value of one is a command.</summary>
    public static CommandArguments Of(string[] args)
    {
        ArgumentNullException.ThrowIfNull(args);
        var at = 0;
        while (at < args.Length && IsOfSettings(args[at]))
        {
            // A key without its value, which comes as the next word.
            at += args[at].Contains('=', StringComparison.Ordinal) ? 1 : 2;
        }

        if (at >= args.Length)
        {
            return new CommandArguments(args, []);
        }

        var rest = args[at..].ToLookup(IsSetting);
        return new CommandArguments([.. args[..at], .. rest[true]], [.. rest[false]]);
    }

    private static bool IsOfSettings(string word) =>
        !Asking.Contains(word) && (word.Contains('=', StringComparison.Ordinal) || word.StartsWith('-') || word.StartsWith('/'));

    // Behind a command, an option of the command may look like a setting of one word: only those that every host has count.
    private static bool IsSetting(string word) => Setting().IsMatch(word);

    [GeneratedRegex(@"^(--|/)(\w+(:\w[^=]*)+|urls|environment|contentRoot)=", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture)]
    private static partial Regex Setting();
}
