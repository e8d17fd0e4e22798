using System.Net;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Xml.Linq;
using LocalDataverse.Registration;
using Microsoft.Crm.Sdk.Messages;
using Microsoft.Xrm.Sdk;
using Microsoft.Xrm.Sdk.Messages;
using Microsoft.Xrm.Sdk.Query;

namespace LocalDataverse.Tests.OverHttp;

/// <summary>
/// The organization service as a client of the Web API. What the two cannot have in common is the platform's: a body is checked against the model before the
/// service sees it, so that unknown columns and wrong types are 0x80060888; SetState and Assign are updates.
/// </summary>
internal sealed class WebApiOrganizationService(WebApiConnection connection, Guid caller) : IOrganizationService
{
    private readonly RowJson rows = new(connection);

    public Guid Create(Entity entity)
    {
        var table = connection.Table(entity.LogicalName);
        var body = rows.Write(entity);
        if (entity.Id != Guid.Empty)
        {
            body[table.PrimaryId] = entity.Id;
        }

        return Send("POST", table.SetName, body).EntityId;
    }

    public Entity Retrieve(string entityName, Guid id, ColumnSet columnSet) => Retrieve(new EntityReference(entityName, id), columnSet);

    public void Update(Entity entity) => Update(entity, "*");

    public void Delete(string entityName, Guid id) => Send("DELETE", rows.Address(new EntityReference(entityName, id)));

    public EntityCollection RetrieveMultiple(QueryBase query) =>
        query switch
        {
            FetchExpression fetch => Fetch(XElement.Parse(fetch.Query)),
            QueryByAttribute byAttribute => Fetch(FetchWriter.Of(FetchWriter.Expression(byAttribute))),
            _ => Fetch(FetchWriter.Of((QueryExpression)query)),
        };

    public void Associate(string entityName, Guid entityId, Relationship relationship, EntityReferenceCollection relatedEntities)
    {
        foreach (var related in relatedEntities)
        {
            Send("POST", Collection(entityName, entityId, relationship) + "/$ref", new JsonObject { ["@odata.id"] = rows.Address(related) });
        }
    }

    public void Disassociate(string entityName, Guid entityId, Relationship relationship, EntityReferenceCollection relatedEntities)
    {
        foreach (var related in relatedEntities)
        {
            Send("DELETE", $"{Collection(entityName, entityId, relationship)}({related.Id:d})/$ref");
        }
    }

    public OrganizationResponse Execute(OrganizationRequest request)
    {
        switch (request)
        {
            case RetrieveRequest retrieve:
                return new RetrieveResponse { Results = { ["Entity"] = Retrieve(retrieve.Target, retrieve.ColumnSet) } };
            case UpdateRequest update:
                Update(update.Target, update.ConcurrencyBehavior == ConcurrencyBehavior.IfRowVersionMatches ? $"W/\"{update.Target.RowVersion}\"" : "*");
                return new UpdateResponse();
            case DeleteRequest delete:
                Send("DELETE", rows.Address(delete.Target), null, ("If-Match", $"W/\"{delete.Target.RowVersion}\""));
                return new DeleteResponse();
            case UpsertRequest upsert:
                return Upsert(upsert.Target);
            case SetStateRequest state:
                Update(new Entity(state.EntityMoniker.LogicalName, state.EntityMoniker.Id) { ["statecode"] = state.State, ["statuscode"] = state.Status }, "*");
                return new SetStateResponse();
            case AssignRequest assign:
                Update(new Entity(assign.Target.LogicalName, assign.Target.Id) { ["ownerid"] = assign.Assignee }, "*");
                return new AssignResponse();
            case WhoAmIRequest:
                var who = Send("GET", "WhoAmI()").Json;
                return new WhoAmIResponse
                {
                    Results =
                    {
                        ["UserId"] = who.GetProperty("UserId").GetGuid(),
                        ["BusinessUnitId"] = who.GetProperty("BusinessUnitId").GetGuid(),
                        ["OrganizationId"] = who.GetProperty("OrganizationId").GetGuid(),
                    },
                };
            case RetrieveEntityChangesRequest changes:
                return new RetrieveEntityChangesResponse { Results = { ["EntityChanges"] = Changes(changes) } };
            default:
                return Call(request);
        }
    }

    private WebApiAnswer Send(string method, string address, JsonObject? body = null, params (string Name, string Value)[] headers) =>
        connection.Send(method, address, caller, body, headers);

    private Entity Retrieve(EntityReference target, ColumnSet columns)
    {
        var table = connection.TableWith(target.LogicalName, columns.Columns);
        var names = columns.Columns.Select(name => table.Columns.TryGetValue(name, out var column) ? column.Property : name).Append(table.PrimaryId);
        var select = columns.AllColumns ? "" : $"?$select={string.Join(',', names)}";
        return rows.Read(target.LogicalName, Send("GET", rows.Address(target) + select).Json);
    }

    private void Update(Entity entity, string match) => Send("PATCH", rows.Address(entity), rows.Write(entity), ("If-Match", match));

    private UpsertResponse Upsert(Entity target)
    {
        var answer = Send("PATCH", rows.Address(target), rows.Write(target), ("Prefer", "return=representation"));
        var row = rows.Read(target.LogicalName, answer.Json);
        return new UpsertResponse { Results = { ["RecordCreated"] = answer.Status == HttpStatusCode.Created, ["Target"] = row.ToEntityReference() } };
    }

    /// <summary>A page, by the links that the Web API gives: they are the cookie and the token.</summary>
    private BusinessEntityChanges Changes(RetrieveEntityChangesRequest request)
    {
        var table = connection.Table(request.EntityName);
        var names = request.Columns.Columns.Select(name => table.Columns[name].Property).Append(table.PrimaryId);
        var first = table.SetName + (request.Columns.AllColumns ? "" : $"?$select={string.Join(',', names)}");
        var size = request.PageInfo is { Count: > 0 } paging ? $",odata.maxpagesize={paging.Count}" : "";
        var page = Send("GET", request.PageInfo?.PagingCookie ?? request.DataVersion ?? first, null, ("Prefer", "odata.track-changes" + size)).Json;
        return new BusinessEntityChanges
        {
            Changes = new BusinessEntityChangesCollection([.. page.GetProperty("value").EnumerateArray().Select(item => Change(request.EntityName, item))]),
            MoreRecords = page.TryGetProperty("@odata.nextLink", out var next),
            PagingCookie = next.ValueKind == JsonValueKind.String ? next.GetString() : null,
            DataToken = page.TryGetProperty("@odata.deltaLink", out var delta) ? delta.GetString() : null,
        };
    }

    private IChangedItem Change(string table, JsonElement item) =>
        item.TryGetProperty("reason", out _)
            ? new RemovedOrDeletedItem(ChangeType.RemoveOrDeleted, new EntityReference(table, item.GetProperty("id").GetGuid()))
            : new NewOrUpdatedItem(ChangeType.NewOrUpdated, rows.Read(table, item));

    /// <summary>A custom API that is an action; one with a target is bound to its table.</summary>
    private OrganizationResponse Call(OrganizationRequest request)
    {
        var body = new JsonObject();
        foreach (var (name, value) in request.Parameters.Where(parameter => parameter.Key != "Target"))
        {
            body[name] = JsonSerializer.SerializeToNode(value);
        }

        var path = request.Parameters.TryGetValue("Target", out var target) ? rows.Address((EntityReference)target) + "/Microsoft.Dynamics.CRM." : "";
        var answer = Send("POST", path + request.RequestName, body).Json;
        var response = new OrganizationResponse { ResponseName = request.RequestName };
        foreach (var (name, type) in answer.ValueKind == JsonValueKind.Object ? ResponseProperties(request.RequestName) : [])
        {
            response.Results[name] = (CustomApiType)type switch
            {
                CustomApiType.Boolean => answer.GetProperty(name).GetBoolean(),
                CustomApiType.Integer => answer.GetProperty(name).GetInt32(),
                CustomApiType.Decimal => answer.GetProperty(name).GetDecimal(),
                CustomApiType.Guid => answer.GetProperty(name).GetGuid(),
                CustomApiType.String => answer.GetProperty(name).GetString(),
                _ => throw new NotSupportedException($"A response property of type {type} is not read."),
            };
        }

        return response;
    }

    private IEnumerable<(string Name, int Type)> ResponseProperties(string customApi) =>
        connection
            .Send("GET", $"customapiresponseproperties?$select=uniquename,type&$filter=CustomAPIId/uniquename eq '{customApi}'", null)
            .Json.GetProperty("value")
            .EnumerateArray()
            .Select(property => (property.GetProperty("uniquename").GetString()!, property.GetProperty("type").GetInt32()));

    private EntityCollection Fetch(XElement fetch)
    {
        var name = (string)fetch.Element("entity")!.Attribute("name")!;
        var aliases = fetch
            .Descendants("link-entity")
            .Where(link => link.Attribute("alias") is not null)
            .ToDictionary(link => (string)link.Attribute("alias")!, link => (string)link.Attribute("name")!);
        var page = Send("GET", $"{connection.Table(name).SetName}?fetchXml={Uri.EscapeDataString(fetch.ToString(SaveOptions.DisableFormatting))}").Json;
        return new EntityCollection([.. page.GetProperty("value").EnumerateArray().Select(row => rows.Read(name, row, aliases))])
        {
            EntityName = name,
            MoreRecords = page.GetProperty("@Microsoft.Dynamics.CRM.morerecords").GetBoolean(),
            PagingCookie = Cookie(page),
            TotalRecordCount = page.TryGetProperty("@Microsoft.Dynamics.CRM.totalrecordcount", out var total) ? total.GetInt32() : -1,
        };
    }

    private static string? Cookie(JsonElement page) =>
        page.TryGetProperty("@Microsoft.Dynamics.CRM.fetchxmlpagingcookie", out var cookie)
            ? WebUtility.UrlDecode(WebUtility.UrlDecode((string)XElement.Parse(cookie.GetString()!).Attribute("pagingcookie")!))
            : null;

    private string Collection(string entityName, Guid id, Relationship relationship) =>
        $"{rows.Address(new EntityReference(entityName, id))}/{connection.Table(entityName).Collection(relationship.SchemaName)}";
}
