using Microsoft.AspNetCore.OData.Batch;
using Microsoft.AspNetCore.OData.Extensions;
using Microsoft.OData;

namespace ProjectInvoice.Finance.Api;

/// <summary>Reads the requests of a $batch, and no more of them than a batch may have.</summary>
internal sealed class BatchRequests(HttpContext context, ODataBatchReader reader, int most)
{
    private readonly Guid batch = Guid.NewGuid();
    private readonly Dictionary<string, string> locations = [];
    private int count;

    /// <exception cref="FinanceRefusal">The batch has more requests than it may have (<see cref="ApiErrors.BatchTooLong"/>); none of them has been
    /// done.</exception>
    public async Task<IList<ODataBatchRequestItem>> ReadAsync()
    {
        var items = new List<ODataBatchRequestItem>();
        while (await reader.ReadAsync())
        {
            if (reader.State == ODataBatchReaderState.ChangesetStart)
            {
                items.Add(new ChangeSetRequestItem(await ReadChangeSetAsync()) { ContentIdToLocationMapping = locations });
            }
            else if (reader.State == ODataBatchReaderState.Operation)
            {
                Count();
                items.Add(
                    new OperationRequestItem(Own(await reader.ReadOperationRequestAsync(context, batch, context.RequestAborted)))
                    {
                        ContentIdToLocationMapping = locations,
                    }
                );
            }
        }

        return items;
    }

    private async Task<List<HttpContext>> ReadChangeSetAsync()
    {
        var changeSet = Guid.NewGuid();
        var requests = new List<HttpContext>();
        while (await reader.ReadAsync() && reader.State != ODataBatchReaderState.ChangesetEnd)
        {
            if (reader.State == ODataBatchReaderState.Operation)
            {
                Count();
                requests.Add(Own(await reader.ReadChangeSetOperationRequestAsync(context, batch, changeSet, context.RequestAborted)));
            }
        }

        return requests;
    }

    private void Count()
    {
        if (++count > most)
        {
            throw ApiErrors.BatchTooLong.Refusal("/data/$batch", most);
        }
    }

    /// <summary>Each request is routed by itself.</summary>
    private static HttpContext Own(HttpContext request)
    {
        request.Request.ClearRouteServices();
        return request;
    }
}
