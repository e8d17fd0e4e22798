using LocalDataverse.WebApi.Definitions;
using LocalDataverse.WebApi.Http;
using LocalDataverse.WebApi.Messages.Reads;
using LocalDataverse.WebApi.Messages.Writes;
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
            _ when DefinitionReads.Covers(request.Path) => new DefinitionReads(session).Read(request),
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
        IRead read = path.Kind switch
        {
            ResourceKind.Rows => new ReadRows(session),
            ResourceKind.Count => new CountRows(session),
            ResourceKind.Row => new ReadRow(session),
            ResourceKind.Property => new ReadProperty(session),
            ResourceKind.PropertyValue => new ReadPropertyValue(session),
            ResourceKind.Lookup => new ReadLookup(session),
            ResourceKind.LookupReference => new ReadLookupReference(session),
            ResourceKind.RelatedRows => new ReadRelatedRows(session),
            _ => throw NotAllowed(request),
        };
        return read.Answer(request, path);
    }

    private PlannedOperation Plan(WebApiRequest request, ResourcePath path, bool idAhead)
    {
        IWrite write = (path.Kind, request.Method) switch
        {
            (ResourceKind.Operation, _) => new CallOperation(session),
            (ResourceKind.Rows, "POST") => new CreateRow(session),
            (ResourceKind.RelatedRows, "POST") => new CreateRelatedRow(session),
            (ResourceKind.Row, "PATCH") => new PatchRow(session),
            (ResourceKind.Row, "DELETE") => new DeleteRow(),
            (ResourceKind.Property, "PUT") => new PutProperty(session),
            (ResourceKind.Property, "DELETE") => new ClearProperty(session),
            (ResourceKind.LookupReference, "PUT") => new PutReference(session),
            (ResourceKind.LookupReference, "DELETE") => new ClearReference(session),
            (ResourceKind.RelatedReferences, "POST") => new AddReference(session),
            (ResourceKind.RelatedReferences, "DELETE") => new RemoveReference(session),
            _ => throw NotAllowed(request),
        };
        return write.Plan(request, path, idAhead);
    }

    private static WebApiException NotAllowed(WebApiRequest request) =>
        new(StatusCodes.Status405MethodNotAllowed, 0, $"The requested resource does not support http method '{request.Method}'.");
}
