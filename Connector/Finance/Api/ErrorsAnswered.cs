namespace ProjectInvoice.Finance.Api;

/// <summary>Turns what a request throws into an error body with code, record, cause and remedy.</summary>
internal sealed class ErrorsAnswered(RequestDelegate next, ErrorAnswers answers)
{
    public async Task InvokeAsync(HttpContext context)
    {
        try
        {
            await next(context);
        }
        catch (Exception exception) when (!context.RequestAborted.IsCancellationRequested && !context.Response.HasStarted)
        {
            await answers.AnswerAsync(context, exception);
        }

        if (
            context.Response is
            {
                StatusCode: StatusCodes.Status400BadRequest
                    or StatusCodes.Status404NotFound
                    or StatusCodes.Status405MethodNotAllowed
                    or StatusCodes.Status415UnsupportedMediaType,
                HasStarted: false,
                ContentLength: null,
                ContentType: null
            }
        )
        {
            var (code, text) = context.Response.StatusCode switch
            {
                StatusCodes.Status404NotFound => (
                    "PINV4404",
                    "There is no such record or address, or it is in another company and cross-company=true is missing. Correct the request."
                ),
                StatusCodes.Status405MethodNotAllowed => ("PINV4404", "This address does not take this method. Correct the request."),
                StatusCodes.Status415UnsupportedMediaType => ("PINV4415", "The content type is not one that this address takes. Send application/json."),
                _ => ("PINV4405", "The request cannot be read. Correct it, then send it again."),
            };
            await ErrorBody.WriteAsync(context, context.Response.StatusCode, [new(code, $"{context.Request.Method} {context.Request.Path}", text)]);
        }
    }
}
