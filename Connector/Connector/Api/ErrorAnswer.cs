namespace ProjectInvoice.Connector.Api;

/// <summary>How the connector's own API says no.</summary>
internal static class ErrorAnswer
{
    public static IResult From(Fault refusal, int? status = null) =>
        Results.Json(
            new
            {
                error = new
                {
                    code = refusal.Code,
                    record = refusal.Record,
                    message = refusal.ToString(),
                },
            },
            statusCode: status ?? refusal.Error.Status ?? StatusCodes.Status500InternalServerError
        );
}
