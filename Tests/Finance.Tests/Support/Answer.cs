using System.Text.Json.Nodes;

namespace ProjectInvoice.Finance.Tests.Support;

/// <summary>What finance answered.</summary>
internal sealed record Answer(int Status, string Text)
{
    public JsonNode Json => JsonNode.Parse(Text)!;

    public Answer Ok()
    {
        Assert.IsTrue(Status is >= 200 and < 300, $"{Status}: {Text}");
        return this;
    }

    public void Refused(int status, string code)
    {
        Assert.AreEqual(status, Status, Text);
        StringAssert.Contains(Text, code);
        Assert.IsFalse(Text.Contains("   at ", StringComparison.Ordinal), "A stack trace leaked.");
    }
}
