using System.Net;
using LocalEnvironment.Errors;

namespace LocalEnvironment.Finance;

/// <summary>Finance refused a request, with its own code and record where it gave them.</summary>
internal sealed class FinanceException(HttpStatusCode status, Message refusal) : Exception(refusal.ToString())
{
    public HttpStatusCode Status { get; } = status;

    public Message Refusal { get; } = refusal;
}
