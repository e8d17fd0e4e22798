using Microsoft.AspNetCore.Diagnostics;
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
        var failure =
            exception is BadHttpRequestException
                ? new ConnectorException(ApiErrors.Unreadable.For("Request"))
                : ConnectorException.From(exception, $"{httpContext.Request.Method} {httpContext.Request.Path}");
        logger.LogError(failure.Unexpected, "{Code}: {Method} {Path} failed.", failure.Code, httpContext.Request.Method, httpContext.Request.Path);
        await ErrorAnswer.From(failure.Fault, (exception as BadHttpRequestException)?.StatusCode).ExecuteAsync(httpContext);
        return true;
    }
}
