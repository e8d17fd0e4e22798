using Microsoft.AspNetCore.Diagnostics;
using ProjectInvoice.Connector.Storage;
using ProjectInvoice.ServiceDefaults.Storage;

namespace ProjectInvoice.Connector.Api;

/// <summary>
/// What the connector answers to what no endpoint planned: the database's own failures by their codes, the rest by one that says nothing of its inside.
/// </summary>
internal sealed class UnexpectedAnswers(StorageWatch watch, ILogger<UnexpectedAnswers> logger) : IExceptionHandler
{
    public async ValueTask<bool> TryHandleAsync(HttpContext httpContext, Exception exception, CancellationToken cancellationToken)
    {
        watch.Met(exception);
        var (failure, status) =
            exception is BadHttpRequestException bad
                ? (new ConnectorException("PINV3020", "Request", "it cannot be read", "Correct it, then send it again"), bad.StatusCode)
            : StorageFailure.Of(exception) is { } storage ? (storage, StatusCodes.Status503ServiceUnavailable)
            : (ConnectorException.From(exception, $"{httpContext.Request.Method} {httpContext.Request.Path}"), StatusCodes.Status500InternalServerError);
        logger.LogError(failure.Unexpected, "{Code}: {Method} {Path} failed.", failure.Code, httpContext.Request.Method, httpContext.Request.Path);
        await ErrorAnswer.From(failure, status).ExecuteAsync(httpContext);
        return true;
    }
}
