using LocalDataverse.WebApi.Definitions;
using LocalDataverse.WebApi.Http;
using LocalDataverse.WebApi.Queries;
using LocalDataverse.WebApi.Security;
using Microsoft.Xrm.Sdk;
using Microsoft.Xrm.Sdk.Messages;

namespace LocalDataverse.WebApi.Messages;

/// <summary>Leads a request to what answers it.</summary>
internal sealed class RequestDispatch(Session session, Func<string, OrganizationRequest, OrganizationResponse?> platformMessage)
{
    public WebApiResponse Answer(WebApiRequest request)
    {
        if (request.Method == HttpMethods.Get && Description(request) is { } description)
        {
            return description;
        }

        var path = PathReader.Read(session.Model, request.Path, request.Query);
        if (request.Method == HttpMethods.Get && path.Kind != ResourceKind.Operation)
        {
            return Read(request, path);
        }

        var planned = Plan(request, path, idAhead: false);
        return planned.Answer(Execute(planned));
    }

    /// <summary>A write of a change set: read and checked, but not done.</summary>
    /// <param name="idAhead">Whether the id of a created row has to be known before it is created, because a later request names it.</param>
    public PlannedOperation Plan(WebApiRequest request, bool idAhead) => Plan(request, PathReader.Read(session.Model, request.Path, request.Query), idAhead);

    private IReadOnlyList<OrganizationResponse> Execute(PlannedOperation planned)
    {
        if (planned.Requests.Count == 1)
        {
            var message = planned.Requests[0];
            return [platformMessage(message.RequestName, message) ?? session.Service.Execute(message)];
        }

        var transaction = new ExecuteTransactionRequest { Requests = [], ReturnResponses = true };
        transaction.Requests.AddRange(planned.Requests);
        return ((ExecuteTransactionResponse)session.Service.Execute(transaction)).Responses;
    }

    private WebApiResponse? Description(WebApiRequest request) =>
        request.Path switch
        {
            "" => ServiceDocument(),
            "$metadata" => WebApiResponse.Raw("application/xml", session.Model.Csdl),
            _ when request.Path.StartsWith(DefinitionReads.Set, StringComparison.Ordinal) => new DefinitionReads(session).Read(request),
            _ => null,
        };

    private WebApiResponse ServiceDocument() =>
        WebApiResponse.Json(
            StatusCodes.Status200OK,
            writer =>
            {
                writer.WriteStartObject();
                writer.WriteString("@odata.context", $"{session.ServiceRoot}$metadata");
                writer.WriteStartArray("value");
                foreach (var table in session.Model.Tables.OrderBy(table => table.EntitySetName, StringComparer.Ordinal))
                {
                    writer.WriteStartObject();
                    writer.WriteString("name", table.EntitySetName);
                    writer.WriteString("kind", "EntitySet");
                    writer.WriteString("url", table.EntitySetName);
                    writer.WriteEndObject();
                }

                writer.WriteEndArray();
                writer.WriteEndObject();
            }
        );

    private WebApiResponse Read(WebApiRequest request, ResourcePath path)
    {
        var reads = new RecordReads(session);
        return path.Kind switch
        {
            ResourceKind.Rows
                when request.Preferences.TrackChanges || request.Query.Contains("deltatoken=", StringComparison.Ordinal) || IsTrackedPage(request) =>
                new ChangeReads(session).Read(request, path.Table!),
            ResourceKind.Rows => reads.Rows(request, path.Table!),
            ResourceKind.Count => reads.Count(request, path.Table!),
            ResourceKind.Row => reads.Row(request, path.Key!),
            ResourceKind.Property => reads.Property(path, raw: false),
            ResourceKind.PropertyValue => reads.Property(path, raw: true),
            ResourceKind.Lookup => reads.Lookup(request, path, addressOnly: false),
            ResourceKind.LookupReference => reads.Lookup(request, path, addressOnly: true),
            ResourceKind.RelatedRows => reads.RelatedRows(request, path),
            _ => throw NotAllowed(request),
        };
    }

    private PlannedOperation Plan(WebApiRequest request, ResourcePath path, bool idAhead)
    {
        var writes = new RecordWrites(session);
        return (path.Kind, request.Method) switch
        {
            (ResourceKind.Operation, _) => new OperationCalls(session).Call(request, path),
            (ResourceKind.Rows, "POST") => writes.Create(request, path.Table!, idAhead),
            (ResourceKind.RelatedRows, "POST") => writes.CreateRelated(request, path, idAhead),
            (ResourceKind.Row, "PATCH") => writes.Patch(request, path.Key!),
            (ResourceKind.Row, "DELETE") => RecordWrites.Delete(request, path.Key!),
            (ResourceKind.Property, "PUT") => writes.PutProperty(request, path),
            (ResourceKind.Property, "DELETE") => writes.ClearProperty(path),
            (ResourceKind.LookupReference, "PUT") => writes.PutReference(request, path),
            (ResourceKind.LookupReference, "DELETE") => writes.ClearReference(path),
            (ResourceKind.RelatedReferences, "POST") => writes.Associate(request, path),
            (ResourceKind.RelatedReferences, "DELETE") => writes.Disassociate(request, path),
            _ => throw NotAllowed(request),
        };
    }

    // The next link of a tracked read says so itself, but the client sends its preference again as well.
    private static bool IsTrackedPage(WebApiRequest request) =>
        request.Query.Contains("istracking", StringComparison.Ordinal)
        && Uri.UnescapeDataString(request.Query).Contains("istracking=\"True\"", StringComparison.Ordinal);

    private static WebApiException NotAllowed(WebApiRequest request) =>
        new(StatusCodes.Status405MethodNotAllowed, 0, $"The requested resource does not support http method '{request.Method}'.");
}
