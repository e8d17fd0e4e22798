using Microsoft.AspNetCore.Http.Metadata;

namespace ProjectInvoice.Finance.Api;

/// <summary>
/// Refuses addresses that are too long, and requests inside a batch that are larger than they might be alone. The server itself ends a body that is too large,
/// at the limit of its address, while it is read.
/// </summary>
internal sealed class RequestLimitsKept(RequestDelegate next, RequestLimits limits)
{
    public Task InvokeAsync(HttpContext context)
    {
        var request = context.Request;
        if (request.Path.Value!.Length + request.QueryString.Value!.Length > RequestLimits.AddressCharacters)
        {
            throw ApiErrors.AddressTooLong.Refusal(
                $"{request.Method} {request.Path.Value[..Math.Min(request.Path.Value.Length, 100)]}",
                RequestLimits.AddressCharacters
            );
        }

        var limit = context.GetEndpoint()?.Metadata.GetMetadata<IRequestSizeLimitMetadata>()?.MaxRequestBodySize ?? limits.RecordBytes;
        return request.Body is { CanSeek: true, Length: var length } && length > limit ? throw TooLarge(context, limit) : next(context);
    }

    /// <summary>The refusal of a body above a limit in bytes.</summary>
    public static FinanceRefusal TooLarge(HttpContext context, long? limit) =>
        ApiErrors.BodyTooLarge.Refusal($"{context.Request.Method} {context.Request.Path}", limit);
}
