using Newtonsoft.Json.Linq;

namespace ProjectInvoice.Connector.Tests.Servers;

/// <summary>An answer. <see cref="Torn"/> breaks the connection in the middle of the body, <see cref="Silent"/> never answers.</summary>
public sealed record Reply(int Status, string Body = "", string ContentType = "application/json")
{
    public Dictionary<string, string> Headers { get; init; } = [];

    public bool Torn { get; init; }

    public bool Silent { get; init; }

    public static Reply Json(JToken body, int status = 200) => new(status, body.ToString(Newtonsoft.Json.Formatting.None));

    public static Reply DataverseError(int status, string code, string message) =>
        Json(
            new JObject
            {
                ["error"] = new JObject { ["code"] = code, ["message"] = message },
            },
            status
        );

    /// <summary>The error body of a finance and operations environment: only the inner error says why.</summary>
    public static Reply FinanceError(int status, string reason) =>
        Json(
            new JObject
            {
                ["error"] = new JObject
                {
                    ["code"] = "",
                    ["message"] = "An error has occurred.",
                    ["innererror"] = new JObject
                    {
                        ["message"] = reason,
                        ["type"] = "Microsoft.Dynamics.Platform.Integration.Services.OData.AxODataWriteException",
                        ["stacktrace"] = "",
                    },
                },
            },
            status
        );
}
