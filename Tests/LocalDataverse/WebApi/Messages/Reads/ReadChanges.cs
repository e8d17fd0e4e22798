using LocalDataverse.Faults;
using LocalDataverse.WebApi.Http;
using LocalDataverse.WebApi.Queries;
using LocalDataverse.WebApi.Security;
using Microsoft.Xrm.Sdk;
using Microsoft.Xrm.Sdk.Messages;
using Microsoft.Xrm.Sdk.Query;

namespace LocalDataverse.WebApi.Messages.Reads;

/// <summary>Change tracking: all rows with a delta link at the end, and what changed since a delta link.</summary>
internal sealed class ReadChanges(Session session) : IRead
{
    private const int RowsPerFlush = 200;
    private static readonly string[] Refused = ["$filter", "$orderby", "$expand", "$top"];

    public WebApiResponse Answer(WebApiRequest request, ResourcePath path)
    {
        var options = new QueryReader(session.Model, path.Table!, request.Query);
        if (Refused.FirstOrDefault(name => options.Option(name) is not null) is { } refused)
        {
            throw new WebApiException(
                StatusCodes.Status400BadRequest,
                ErrorCode.BadPayload,
                $"The query parameter {refused} cannot be used with change tracking."
            );
        }

        var plan = options.Plan();
        var since = options.Option("$deltatoken")?.TrimEnd('/');
        var token = SkipToken.Read(options.Option("$skiptoken"));
        var changes = Retrieve(request, plan, since, token);
        var link = changes.MoreRecords
            ? new SkipToken((token?.PageNumber ?? 1) + 1, changes.PagingCookie) { IsTracking = true }.AddTo(session.ServiceRoot, request)
            : DeltaLink(request, changes.DataToken);
        return Page(request, plan, changes, since is not null, link);
    }

    private BusinessEntityChanges Retrieve(WebApiRequest request, RowPlan plan, string? since, SkipToken? token)
    {
        var message = new RetrieveEntityChangesRequest
        {
            EntityName = plan.Table.LogicalName,
            Columns = plan.ColumnSet,
            DataVersion = since,
            PageInfo = new PagingInfo
            {
                Count = request.Preferences.MaximumPageSize ?? Preferences.LargestPage,
                PageNumber = token?.PageNumber ?? 1,
                PagingCookie = token?.Cookie,
            },
        };
        return ((RetrieveEntityChangesResponse)session.Service.Execute(message)).EntityChanges;
    }

    private string DeltaLink(WebApiRequest request, string token)
    {
        var options = request
            .Query.Split('&', StringSplitOptions.RemoveEmptyEntries)
            .Where(option => Uri.UnescapeDataString(option).StartsWith("$select=", StringComparison.Ordinal));
        return $"{session.ServiceRoot}{request.Path}?{string.Join('&', options.Append("$deltatoken=" + Uri.EscapeDataString(token)))}";
    }

    private WebApiResponse Page(WebApiRequest request, RowPlan plan, BusinessEntityChanges changes, bool isDelta, string link)
    {
        var rowWriter = new RowWriter(request.Preferences);
        return WebApiResponse.Streamed(
            StatusCodes.Status200OK,
            async (writer, flush) =>
            {
                writer.WriteStartObject();
                writer.WriteString("@odata.context", $"{session.ServiceRoot}$metadata#{plan.Table.EntitySetName}{plan.Selection}{(isDelta ? "/$delta" : "")}");
                writer.WriteStartArray("value");
                var written = 0;
                foreach (var changed in changes.Changes.OfType<NewOrUpdatedItem>())
                {
                    rowWriter.WriteObject(writer, plan, changed.NewOrUpdatedEntity, LoadedRows.Plain([]));
                    await FlushNowAndThen();
                }

                foreach (var removed in changes.Changes.OfType<RemovedOrDeletedItem>())
                {
                    writer.WriteStartObject();
                    writer.WriteString("@odata.context", $"{session.ServiceRoot}$metadata#{plan.Table.EntitySetName}/$deletedEntity");
                    writer.WriteString("id", removed.RemovedItem.Id.ToString("d"));
                    writer.WriteString("reason", "deleted");
                    writer.WriteEndObject();
                    await FlushNowAndThen();
                }

                writer.WriteEndArray();
                writer.WriteString(changes.MoreRecords ? "@odata.nextLink" : "@odata.deltaLink", link);
                writer.WriteEndObject();

                async ValueTask FlushNowAndThen()
                {
                    if (++written % RowsPerFlush == 0)
                    {
                        await writer.FlushAsync();
                        await flush();
                    }
                }
            }
        );
    }
}
