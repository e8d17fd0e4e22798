using System.Text;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.EntityFrameworkCore;
using Microsoft.OData;
using ProjectInvoice.Finance.Storage;
using ProjectInvoice.ServiceDefaults.Storage;

namespace ProjectInvoice.Finance.Api;

/// <summary>
/// What finance answers to an exception: status, codes, records, causes and remedies. What nobody planned is logged and says nothing of its inside.
/// </summary>
internal sealed class ErrorAnswers(StorageWatch watch, ILogger<ErrorAnswers> logger)
{
    public async Task AnswerAsync(HttpContext context, Exception exception)
    {
        var kind = watch.Met(exception);
        var path = context.Request.Path.Value!;
        var refusal = exception switch
        {
            FinanceRefusal refused => refused,
            DbUpdateConcurrencyException => StorageErrors.Conflict.Refusal(path),
            _ when kind is { } failed => StorageErrors.Of(failed).Refusal(path),
            BadHttpRequestException { StatusCode: StatusCodes.Status413PayloadTooLarge } => RequestLimitsKept.TooLarge(
                context,
                context.Features.Get<IHttpMaxRequestBodySizeFeature>()?.MaxRequestBodySize
            ),
            ODataException or BadHttpRequestException or DecoderFallbackException => ApiErrors.UnreadableBecause.Refusal(
                path,
                FirstLine(exception.Message).TrimEnd('.')
            ),
            _ => ApiErrors.Failed.Refusal(path),
        };
        if (refusal.Status == StatusCodes.Status500InternalServerError || kind?.NeedsAdministrator() == true)
        {
            logger.LogError(exception, "{Code}: {Method} {Path} failed", refusal.Fault.Code, context.Request.Method, context.Request.Path);
        }

        context.Response.Clear();
        await ErrorBody.WriteAsync(context, refusal);
    }

    private static string FirstLine(string text) => text.Split('\r', '\n')[0];
}
