using System.Globalization;
using LocalDataverse.Faults;
using LocalDataverse.WebApi.Http;
using LocalDataverse.WebApi.Model;
using LocalDataverse.WebApi.Queries;
using LocalDataverse.WebApi.Records;
using LocalDataverse.WebApi.Security;
using Microsoft.Xrm.Sdk;
using Microsoft.Xrm.Sdk.Messages;
using Microsoft.Xrm.Sdk.Query;

namespace LocalDataverse.WebApi.Messages;

/// <summary>Reads one row, pages of rows, single properties and counts.</summary>
internal sealed class RecordReads(Session session)
{
    /// <summary>How many rows are written between two flushes to the network.</summary>
    private const int RowsPerFlush = 200;

    public WebApiResponse Row(WebApiRequest request, RecordKey key)
    {
        var plan = new QueryReader(session.Model, key.Table, request.Query).Plan();
        var row = Retrieve(key, plan.ColumnSet);
        var known = request.Headers["If-None-Match"].ToString();
        if (
            known.Length > 0
            && known != "null"
            && plan.Expands.Count == 0
            && !request.Preferences.AnyAnnotations
            && (known == "*" || known == RowWriter.EtagOf(row))
        )
        {
            return WebApiResponse.Empty(StatusCodes.Status304NotModified);
        }

        return Written(request, plan, row, StatusCodes.Status200OK);
    }

    public WebApiResponse Representation(WebApiRequest request, RowPlan plan, Guid id, int status) =>
        Written(
            request,
            new RowPlan(plan.Table, plan.ColumnSet.AllColumns ? null : plan.Columns),
            Retrieve(new RecordKey(plan.Table, id), plan.ColumnSet),
            status
        );

    public WebApiResponse Rows(WebApiRequest request, TableModel table, Action<QueryExpression>? restrict = null)
    {
        var options = new QueryReader(session.Model, table, request.Query);
        var plan = options.Plan();
        var top = options.Top();
        var token = SkipToken.Read(options.Option("$skiptoken"));
        var query = new QueryExpression(table.LogicalName) { ColumnSet = plan.ColumnSet };
        options.Restrict(query);
        restrict?.Invoke(query);

        // "$top" beside "odata.maxpagesize" is ignored by the service.
        var pageSize = request.Preferences.MaximumPageSize ?? Preferences.LargestPage;
        if (top is { } limit && request.Preferences.MaximumPageSize is null && limit <= Preferences.LargestPage)
        {
            pageSize = limit;
        }
        else
        {
            top = null;
        }

        if (top == 0)
        {
            return Page(request, plan, [], null, null, false);
        }

        query.PageInfo = new PagingInfo
        {
            Count = pageSize,
            PageNumber = token?.PageNumber ?? 1,
            PagingCookie = token?.Cookie,
            ReturnTotalRecordCount = options.Count(),
        };
        var page = session.Service.RetrieveMultiple(query);
        var next = page.MoreRecords && top is null ? new SkipToken(query.PageInfo.PageNumber + 1, page.PagingCookie).AddTo(session.ServiceRoot, request) : null;
        return Page(
            request,
            plan,
            page.Entities,
            next,
            options.Count() ? Math.Min(page.TotalRecordCount, Preferences.LargestPage) : null,
            page.TotalRecordCountLimitExceeded
        );
    }

    public WebApiResponse Count(WebApiRequest request, TableModel table)
    {
        var options = new QueryReader(session.Model, table, request.Query);
        var query = new QueryExpression(table.LogicalName) { ColumnSet = new ColumnSet(false) };
        options.Restrict(query);
        query.PageInfo = new PagingInfo
        {
            Count = 1,
            PageNumber = 1,
            ReturnTotalRecordCount = true,
        };
        var count = Math.Min(session.Service.RetrieveMultiple(query).TotalRecordCount, Preferences.LargestPage);
        return WebApiResponse.Raw("text/plain", System.Text.Encoding.ASCII.GetBytes(count.ToString(CultureInfo.InvariantCulture)));
    }

    public WebApiResponse Property(ResourcePath path, bool raw)
    {
        var column = path.Column!;
        var row = Retrieve(path.Key!, new ColumnSet(column.LogicalName));
        if (!row.Attributes.TryGetValue(column.LogicalName, out var value) || value is null)
        {
            return WebApiResponse.Empty();
        }

        if (raw)
        {
            var text = value switch
            {
                Money money => money.Value.ToString(CultureInfo.InvariantCulture),
                OptionSetValue choice => choice.Value.ToString(CultureInfo.InvariantCulture),
                EntityReference reference => reference.Id.ToString("d"),
                DateTime moment => moment.ToString(column.IsDateOnly ? "yyyy-MM-dd" : "yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture),
                bool flag => flag ? "true" : "false",
                _ => Convert.ToString(value, CultureInfo.InvariantCulture)!,
            };
            return WebApiResponse.Raw("text/plain", System.Text.Encoding.UTF8.GetBytes(text));
        }

        return WebApiResponse.Json(
            StatusCodes.Status200OK,
            writer =>
            {
                writer.WriteStartObject();
                writer.WriteString("@odata.context", $"{session.ServiceRoot}$metadata#{path.Table!.EntitySetName}({row.Id:d})/{column.Property}");
                writer.WritePropertyName("value");
                RowWriter.WriteValue(writer, column.IsDateOnly, value);
                writer.WriteEndObject();
            }
        );
    }

    /// <summary>The row behind a lookup, or its address only.</summary>
    public WebApiResponse Lookup(WebApiRequest request, ResourcePath path, bool addressOnly)
    {
        var reference = Retrieve(path.Key!, new ColumnSet(path.Navigation!.Column.LogicalName))
            .GetAttributeValue<EntityReference>(path.Navigation.Column.LogicalName);
        if (reference is null)
        {
            return WebApiResponse.Empty();
        }

        var table = session.Model.Table(reference.LogicalName)!;
        return addressOnly
            ? WebApiResponse.Json(
                StatusCodes.Status200OK,
                writer =>
                {
                    writer.WriteStartObject();
                    writer.WriteString("@odata.context", $"{session.ServiceRoot}$metadata#$ref");
                    writer.WriteString("@odata.id", session.AddressOf(table, reference.Id));
                    writer.WriteEndObject();
                }
            )
            : Row(request, new RecordKey(table, reference.Id));
    }

    public WebApiResponse RelatedRows(WebApiRequest request, ResourcePath path)
    {
        var owner = Retrieve(path.Key!, new ColumnSet(false));
        if (path.ManyToMany is { } many)
        {
            var first = many.Table1 == path.Table!.LogicalName;
            var other = session.Model.Table(first ? many.Table2 : many.Table1)!;
            var (ownColumn, otherColumn) = first ? (many.Column1, many.Column2) : (many.Column2, many.Column1);
            return Rows(
                request,
                other,
                query =>
                {
                    var link = query.AddLink(many.IntersectTable, other.PrimaryId, otherColumn);
                    link.LinkCriteria.AddCondition(ownColumn, ConditionOperator.Equal, owner.Id);
                }
            );
        }

        var relationship = path.Relationship!;
        return Rows(
            request,
            session.Model.Table(relationship.ReferencingTable)!,
            query =>
            {
                var both = new FilterExpression(LogicalOperator.And);
                both.AddFilter(query.Criteria);
                both.AddCondition(relationship.ReferencingColumn, ConditionOperator.Equal, owner.Id);
                query.Criteria = both;
            }
        );
    }

    private Entity Retrieve(RecordKey key, ColumnSet columns) =>
        ((RetrieveResponse)session.Service.Execute(new RetrieveRequest { Target = RowReader.ReferenceTo(key), ColumnSet = columns })).Entity
        ?? throw new WebApiException(StatusCodes.Status404NotFound, ErrorCode.ObjectDoesNotExist, $"{key.Table.LogicalName} With Id = {key} Does Not Exist");

    private WebApiResponse Written(WebApiRequest request, RowPlan plan, Entity row, int status)
    {
        var loaded = Queries.RelatedRows.Load(session.Service, plan, [row]);
        var writer = new RowWriter(request.Preferences);
        var response = WebApiResponse.Json(
            status,
            json =>
            {
                json.WriteStartObject();
                json.WriteString("@odata.context", $"{session.ServiceRoot}$metadata#{plan.Table.EntitySetName}{plan.Selection}/$entity");
                writer.WriteContent(json, plan, row, loaded);
                json.WriteEndObject();
            }
        );
        response.Headers["ETag"] = RowWriter.EtagOf(row);
        return response;
    }

    private WebApiResponse Page(WebApiRequest request, RowPlan plan, IReadOnlyList<Entity> rows, string? next, int? count, bool countLimited)
    {
        var loaded = Queries.RelatedRows.Load(session.Service, plan, rows);
        var rowWriter = new RowWriter(request.Preferences);
        return WebApiResponse.Streamed(
            StatusCodes.Status200OK,
            async (writer, flush) =>
            {
                writer.WriteStartObject();
                writer.WriteString("@odata.context", $"{session.ServiceRoot}$metadata#{plan.Table.EntitySetName}{plan.Selection}");
                if (count is { } total)
                {
                    writer.WriteNumber("@odata.count", total);
                    if (request.Preferences.Wants("Microsoft.Dynamics.CRM.totalrecordcountlimitexceeded"))
                    {
                        writer.WriteNumber("@Microsoft.Dynamics.CRM.totalrecordcount", total);
                        writer.WriteBoolean("@Microsoft.Dynamics.CRM.totalrecordcountlimitexceeded", countLimited);
                    }
                }

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
}
