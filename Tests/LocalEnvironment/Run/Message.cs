using System.Text.RegularExpressions;

namespace LocalEnvironment.Run;

/// <summary>Something that was refused or is stuck, as the report lists it.</summary>
public sealed partial record Message(string Code, string Record, string Text)
{
    /// <summary>Takes "PINVnnnn: record: text" apart; a text of another form keeps the code and record given.</summary>
    public static Message From(string text, string code, string record)
    {
        var match = Form().Match(text);
        return match.Success
            ? new Message(match.Groups["code"].Value, match.Groups["record"].Value, match.Groups["text"].Value.Trim())
            : new Message(code, record, text.Trim());
    }

    public override string ToString() => $"{Code}: {Record}: {Text}";

    [GeneratedRegex(@"^\s*(?<code>PINV\d{4}): (?<record>.+?): (?<text>.+)$", RegexOptions.Singleline | RegexOptions.CultureInvariant)]
    private static partial Regex Form();
}
