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
            var error = context.Response.StatusCode switch
            {
                StatusCodes.Status404NotFound => ApiErrors.UnknownAddress,
                StatusCodes.Status405MethodNotAllowed => ApiErrors.UnknownMethod,
                StatusCodes.Status415UnsupportedMediaType => ApiErrors.ContentTypeNotTaken,
                _ => ApiErrors.Unreadable,
            };
            await ErrorBody.WriteAsync(context, error.For($"{context.Request.Method} {context.Request.Path}"));
        }
    }
}
