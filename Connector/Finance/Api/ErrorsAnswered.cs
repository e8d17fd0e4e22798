namespace Finance.Api;

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

        if (context.Response is { StatusCode: StatusCodes.Status404NotFound or StatusCodes.Status405MethodNotAllowed, HasStarted: false, ContentLength: null, ContentType: null })
        {
            var text = context.Response.StatusCode == StatusCodes.Status404NotFound
                ? "There is no such record or address, or it is in another company and cross-company=true is missing. Correct the request."
                : "This address does not take this method. Correct the request.";
            await ErrorBody.WriteAsync(context, context.Response.StatusCode, [new("PINV4404", $"{context.Request.Method} {context.Request.Path}", text)]);
        }
    }
}
