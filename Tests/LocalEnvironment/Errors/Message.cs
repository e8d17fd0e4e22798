using System.Text.RegularExpressions;

namespace LocalEnvironment.Errors;

/// <summary>Something that was refused or is stuck, as the report lists it: a fault of the main job's own, or what another part said.</summary>
internal sealed partial record Message(string Code, string Record, string Text)
{
    public static Message Of(Fault fault) => new(fault.Code, fault.Record, fault.Text);

    /// <summary>Takes "PINVnnnn: record: text" apart; a text of another form keeps the code and record given.</summary>
    public static Message From(string text, string code, string record)
    {
        var match = Form().Match(text);
        return match.Success
            ? new Message(match.Groups["code"].Value, match.Groups["record"].Value, match.Groups["text"].Value.Trim())
            : new Message(code, record, text.Trim());
    }

    /// <summary>The faults of a refusal, which come in one answer, a line each.</summary>
    public static IEnumerable<Message> FromLines(string refusal, string record) =>
        refusal.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).Select(line => From(line, RunErrors.Refused.Code, record));

    public override string ToString() => $"{Code}: {Record}: {Text}";

    [GeneratedRegex(@"^\s*(?<code>PINV\d{4}): (?<record>.+?): (?<text>.+)$", RegexOptions.Singleline | RegexOptions.CultureInvariant)]
    private static partial Regex Form();
}
