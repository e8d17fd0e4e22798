using System.Net;

namespace LocalEnvironment.Dataverse;

/// <summary>The environment refused a request: status, platform code and message as it said them.</summary>
internal sealed class DataverseException(HttpStatusCode status, string code, string message) : Exception(message)
{
    public HttpStatusCode Status { get; } = status;

    public string Code { get; } = code;
}
