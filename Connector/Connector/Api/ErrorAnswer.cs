namespace ProjectInvoice.Connector.Api;

/// <summary>How the connector's own API says no.</summary>
internal static class ErrorAnswer
{
    public static IResult From(ConnectorException refusal, int status) =>
        Results.Json(
            new
            {
                error = new
                {
                    code = refusal.Code,
                    record = refusal.Record,
                    message = refusal.Message,
                },
            },
            statusCode: status
        );
}
