using System.Text;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.EntityFrameworkCore;
using Microsoft.OData;
using ProjectInvoice.Finance.Setup;
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
        var failure = watch.Met(exception) is { } kind ? StorageFailure.Of(kind) : null;
        var (status, messages) = exception switch
        {
            FinanceRefusal refusal => (refusal.Status, (IReadOnlyList<FinanceMessage>)[refusal.ToMessage()]),
            SetupRefusal refusal => (StatusCodes.Status400BadRequest, refusal.Faults),
            DbUpdateConcurrencyException => (
                StatusCodes.Status409Conflict,
                [new("PINV4408", context.Request.Path.Value!, "An update conflict occurred due to another user process changing the same records. Try again.")]
            ),
            _ when failure is not null => (failure.Status, [new(failure.Code, context.Request.Path.Value!, failure.Text)]),
            BadHttpRequestException { StatusCode: StatusCodes.Status413PayloadTooLarge } => (
                StatusCodes.Status413PayloadTooLarge,
                [RequestLimitsKept.TooLarge(context, context.Features.Get<IHttpMaxRequestBodySizeFeature>()?.MaxRequestBodySize).ToMessage()]
            ),
            ODataException or BadHttpRequestException or DecoderFallbackException => (
                StatusCodes.Status400BadRequest,
                [new("PINV4405", context.Request.Path.Value!, $"The request cannot be read: {FirstLine(exception.Message)} Correct it, then send it again.")]
            ),
            _ => (
                StatusCodes.Status500InternalServerError,
                [
                    new(
                        "PINV4409",
                        context.Request.Path.Value!,
                        "Finance failed for a reason of its own; nothing was changed. Try again, and look for the trace id in the log."
                    ),
                ]
            ),
        };
        if (status == StatusCodes.Status500InternalServerError || failure?.Kind.NeedsAdministrator() == true)
        {
            logger.LogError(exception, "{Code}: {Method} {Path} failed", messages[0].Code, context.Request.Method, context.Request.Path);
        }

        context.Response.Clear();
        await ErrorBody.WriteAsync(context, status, messages);
    }

    private static string FirstLine(string text) => text.Split('\r', '\n')[0];
}
