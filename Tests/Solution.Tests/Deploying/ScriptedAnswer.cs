namespace Solution.Tests.Deploying;

/// <summary>An answer that a test gives.</summary>
/// <param name="RetryAfter">Seconds of the header; null: it is not sent.</param>
internal sealed record ScriptedAnswer(int Status, object Body, int? RetryAfter = null)
{
    public static ScriptedAnswer Ok(object body) => new(200, body);

    public static ScriptedAnswer Error(int status, string code, string message, int? retryAfter = null) =>
        new(status, new { error = new { code, message } }, retryAfter);
}
