using LocalDataverse.Faults;
using LocalDataverse.WebApi.Http;
using LocalDataverse.WebApi.Queries;
using LocalDataverse.WebApi.Records;
using LocalDataverse.WebApi.Security;
using Microsoft.Xrm.Sdk;
using Microsoft.Xrm.Sdk.Messages;
using Microsoft.Xrm.Sdk.Query;

namespace LocalDataverse.WebApi.Messages.Reads;

/// <summary>One row as an answer, for those that read it and for those that have written it.</summary>
internal sealed class RowAnswers(Session session)
{
    public Entity Retrieve(RecordKey key, ColumnSet columns) =>
        ((RetrieveResponse)session.Service.Execute(new RetrieveRequest { Target = RowReader.ReferenceTo(key), ColumnSet = columns })).Entity
        ?? throw new WebApiException(StatusCodes.Status404NotFound, ErrorCode.ObjectDoesNotExist, $"{key.Table.LogicalName} With Id = {key} Does Not Exist");

    /// <summary>The row behind the lookup that an address names; null: it is empty.</summary>
    public RecordKey? Behind(ResourcePath path)
    {
        var column = path.Navigation!.Column.LogicalName;
        return Retrieve(path.Key!, new ColumnSet(column)).GetAttributeValue<EntityReference>(column) is { } reference
            ? new RecordKey(session.Model.Table(reference.LogicalName)!, reference.Id)
            : null;
    }

    public WebApiResponse Representation(WebApiRequest request, RowPlan plan, Guid id, int status) =>
        Answer(
            request,
            new RowPlan(plan.Table, plan.ColumnSet.AllColumns ? null : plan.Columns),
            Retrieve(new RecordKey(plan.Table, id), plan.ColumnSet),
            status
        );

    public WebApiResponse Answer(WebApiRequest request, RowPlan plan, Entity row, int status)
    {
        var loaded = RelatedRows.Load(session.Service, plan, [row]);
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
}
