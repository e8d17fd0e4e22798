namespace ProjectInvoice.Connector.Api;

/// <summary>How the connector's own API says no.</summary>
internal static class ErrorAnswer
{
    public static IResult From(Fault refusal, int? status = null) =>
        Results.Json(
            new Refusal(new RefusedRecord(refusal.Code, refusal.Record, refusal.ToString())),
            statusCode: status ?? refusal.Error.Status ?? StatusCodes.Status500InternalServerError
        );
}
