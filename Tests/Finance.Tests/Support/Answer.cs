using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace ProjectInvoice.Finance.Tests.Support;

/// <summary>What finance answered.</summary>
internal sealed partial record Answer(int Status, string Text)
{
    public JsonNode Json => JsonNode.Parse(Text)!;

    public Answer Ok()
    {
        Assert.IsTrue(Status is >= 200 and < 300, $"{Status}: {Text}");
        return this;
    }

    /// <summary>Refused with the code of an entry, and for its cause.</summary>
    public void Refused(int status, ErrorCode error)
    {
        Refused(status, error.Code);

        // Where more than one fault is told in one line, a semicolon stands between them alone.
        var cause = Placeholder().Replace(Regex.Escape(error.Cause.Replace(';', ',')), ".*");
        StringAssert.Matches(Regex.Unescape(Text).Replace(';', ','), new Regex(cause), error.Code);
    }

    /// <summary>Refused with a code, whatever the cause that it stands for.</summary>
    public void Refused(int status, string code)
    {
        Assert.AreEqual(status, Status, Text);
        StringAssert.Contains(Text, code);
        Assert.IsFalse(Text.Contains("   at ", StringComparison.Ordinal), "A stack trace leaked.");
    }

    [GeneratedRegex(@"\\\{\d+}")]
    private static partial Regex Placeholder();
}
