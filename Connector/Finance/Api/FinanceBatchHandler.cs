using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.OData.Batch;
using Microsoft.AspNetCore.OData.Extensions;
using Microsoft.Net.Http.Headers;
using Microsoft.OData;
using ProjectInvoice.Finance.Storage;

namespace ProjectInvoice.Finance.Api;

/// <summary>$batch: a change set is one transaction. The outer status stays 200; what failed is told inside, as the product does it.</summary>
internal sealed class FinanceBatchHandler(FinanceDatabase database, ErrorAnswers errors, RequestLimits limits) : DefaultODataBatchHandler
{
    public override async Task ProcessBatchAsync(HttpContext context, RequestDelegate nextHandler)
    {
        ArgumentNullException.ThrowIfNull(context);

        // A batch is taken before routing: its own role is asked for here, that of each request inside by the request.
        if (context.User.Identity?.IsAuthenticated != true)
        {
            await AccessRefusals.WriteUnauthorizedAsync(context);
        }
        else if (!Array.Exists(FinanceRoles.MayRead, context.User.IsInRole))
        {
            await AccessRefusals.WriteForbiddenAsync(context);
        }
        else
        {
            context.Features.Get<IHttpMaxRequestBodySizeFeature>()?.MaxRequestBodySize = limits.BatchBytes;
            await base.ProcessBatchAsync(context, nextHandler);
        }
    }

    public override Task<bool> ValidateRequest(HttpRequest request)
    {
        ArgumentNullException.ThrowIfNull(request);
        var isMultipart =
            MediaTypeHeaderValue.TryParse(request.ContentType, out var type) && type.MediaType.Equals("multipart/mixed", StringComparison.OrdinalIgnoreCase);
        return type?.MediaType.Equals("application/json", StringComparison.OrdinalIgnoreCase) == true || (isMultipart && type!.Boundary.Length > 0)
            ? base.ValidateRequest(request)
            : throw ApiErrors.NoBatch.Refusal("/data/$batch");
    }

    public override async Task<IList<ODataBatchRequestItem>> ParseBatchRequestsAsync(HttpContext context)
    {
        ArgumentNullException.ThrowIfNull(context);
        try
        {
            var services = context.Request.CreateRouteServices(PrefixName);
            services.GetRequiredService<ODataMessageReaderSettings>().BaseUri = GetBaseUri(context.Request);
            using var reader = context.Request.GetODataMessageReader(services);
            return await new BatchRequests(context, await reader.CreateODataBatchReaderAsync(), limits.BatchOperations).ReadAsync();
        }
        catch (Exception exception)
            when (exception
                    is NullReferenceException
                        or InvalidOperationException
                        or ArgumentException
                        or FormatException
                        or InvalidCastException
                        or KeyNotFoundException
            )
        {
            // The library's reader takes some parts for granted, such as the headers of a JSON request; nothing has been done yet.
            throw ApiErrors.IncompleteBatch.Refusal("/data/$batch");
        }
    }

    public override async Task<IList<ODataBatchResponseItem>> ExecuteRequestMessagesAsync(IEnumerable<ODataBatchRequestItem> requests, RequestDelegate handler)
    {
        ArgumentNullException.ThrowIfNull(requests);
        var responses = new List<ODataBatchResponseItem>();
        foreach (var request in requests)
        {
            responses.Add(request is ChangeSetRequestItem changeSet ? await ExecuteAsync(changeSet, handler) : await request.SendRequestAsync(handler));
        }

        return responses;
    }

    private async Task<ODataBatchResponseItem> ExecuteAsync(ChangeSetRequestItem changeSet, RequestDelegate handler)
    {
        var cancellation = changeSet.Contexts.FirstOrDefault()?.RequestAborted ?? CancellationToken.None;
        await using var session = await database.BeginAsync(cancellation);
        foreach (var context in changeSet.Contexts)
        {
            ChangeSet.Share(context, session);
        }

        var response = await changeSet.SendRequestAsync(handler);
        if (response is not ChangeSetResponseItem { Contexts: var contexts } || !contexts.All(context => context.Response.StatusCode is >= 200 and < 300))
        {
            return response;
        }

        try
        {
            await session.CommitAsync(cancellation);
            return response;
        }
        catch (Exception exception) when (!cancellation.IsCancellationRequested)
        {
            // What is found only at the end belongs to the change set, not to the batch around it: its last request answers for all.
            var last = contexts.Last();
            last.Response.Clear();
            last.Response.Body.SetLength(0);
            await errors.AnswerAsync(last, exception);
            return new ChangeSetResponseItem([last]);
        }
    }
}
