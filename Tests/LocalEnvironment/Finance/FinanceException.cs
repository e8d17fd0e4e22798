using System.Net;

namespace LocalEnvironment.Finance;

/// <summary>Finance refused a request, with its own code and record where it gave them.</summary>
public sealed class FinanceException(HttpStatusCode status, string code, string record, string text) : Exception($"{code}: {record}: {text}")
{
    public HttpStatusCode Status { get; } = status;

    public string Code { get; } = code;

    public string Record { get; } = record;

    public string Text { get; } = text;
}
