using System.Text.Json;
using LocalDataverse.WebApi.Http;
using LocalDataverse.WebApi.Model;
using LocalDataverse.WebApi.Queries;
using LocalDataverse.WebApi.Security;
using Microsoft.Xrm.Sdk;
using Microsoft.Xrm.Sdk.Query;

namespace LocalDataverse.WebApi.Messages.Reads;

/// <summary>Pages of rows as answers.</summary>
internal sealed class PageAnswers(Session session)
{
    /// <summary>How many rows are written between two flushes to the network.</summary>
    private const int RowsPerFlush = 200;

    /// <param name="within">The collection that the rows are to belong to; null: all rows of the table.</param>
    public WebApiResponse Answer(WebApiRequest request, TableModel table, RelatedCollection? within = null)
    {
        var options = new QueryReader(session.Model, table, request.Query);
        if (options.Option("fetchXml") is { } fetchXml)
        {
            return new FetchAnswers(session).Answer(request, table, fetchXml, within);
        }

        if (new StoredQuery(session).FetchXml(options) is { } stored)
        {
            return new FetchAnswers(session).AnswerStored(request, table, stored, options.Option("$skiptoken"), within);
        }

        if (options.Aggregates() is { } aggregates)
        {
            within?.Restrict(aggregates);
            return new AggregateAnswers(session).Answer(request, table, options, aggregates);
        }

        var plan = options.Plan();
        var query = new QueryExpression(table.LogicalName) { ColumnSet = plan.ColumnSet };
        var top = LimitOf(options, request.Preferences);
        var token = SkipToken.Read(options.Option("$skiptoken"));
        options.Restrict(query);
        within?.Restrict(query);
        if (top == 0)
        {
            return Page(request, plan, new EntityCollection(), null, null);
        }

        query.PageInfo = new PagingInfo
        {
            Count = top ?? request.Preferences.MaximumPageSize ?? Preferences.LargestPage,
            PageNumber = token?.PageNumber ?? 1,
            PagingCookie = token?.Cookie,
            ReturnTotalRecordCount = options.Count(),
        };
        var page = session.Service.RetrieveMultiple(query);
        var next = page.MoreRecords && top is null ? new SkipToken(query.PageInfo.PageNumber + 1, page.PagingCookie).AddTo(session.ServiceRoot, request) : null;
        return Page(request, plan, page, next, options.Count() ? Math.Min(page.TotalRecordCount, Preferences.LargestPage) : null);
    }

    // "$top" beside "odata.maxpagesize" is ignored by the service, and so is one that no page can hold.
    private static int? LimitOf(QueryReader options, Preferences preferences) =>
        options.Top() is { } top && preferences.MaximumPageSize is null && top <= Preferences.LargestPage ? top : null;

    private WebApiResponse Page(WebApiRequest request, RowPlan plan, EntityCollection page, string? next, int? count)
    {
        var rows = page.Entities;
        var loaded = RelatedRows.Load(session.Service, plan, rows);
        var rowWriter = new RowWriter(request.Preferences);
        return WebApiResponse.Streamed(
            StatusCodes.Status200OK,
            async (writer, flush) =>
            {
                writer.WriteStartObject();
                writer.WriteString("@odata.context", $"{session.ServiceRoot}$metadata#{plan.Table.EntitySetName}{plan.Selection}");
                WriteCount(writer, request.Preferences, count, page.TotalRecordCountLimitExceeded);
                writer.WriteStartArray("value");
                for (var position = 0; position < rows.Count; position++)
                {
                    rowWriter.WriteObject(writer, plan, rows[position], loaded);
                    if (position % RowsPerFlush == RowsPerFlush - 1)
                    {
                        await writer.FlushAsync();
                        await flush();
                    }
                }

                writer.WriteEndArray();
                if (next is not null)
                {
                    writer.WriteString("@odata.nextLink", next);
                }

                writer.WriteEndObject();
            }
        );
    }

    private static void WriteCount(Utf8JsonWriter writer, Preferences preferences, int? count, bool isLimited)
    {
        if (count is not { } total)
        {
            return;
        }

        writer.WriteNumber("@odata.count", total);
        if (preferences.Wants("Microsoft.Dynamics.CRM.totalrecordcountlimitexceeded"))
        {
            writer.WriteNumber("@Microsoft.Dynamics.CRM.totalrecordcount", total);
            writer.WriteBoolean("@Microsoft.Dynamics.CRM.totalrecordcountlimitexceeded", isLimited);
        }
    }
}
