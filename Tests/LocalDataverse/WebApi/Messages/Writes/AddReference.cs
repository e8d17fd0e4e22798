using LocalDataverse.WebApi.Http;
using LocalDataverse.WebApi.Queries;
using LocalDataverse.WebApi.Records;
using LocalDataverse.WebApi.Security;
using Microsoft.Xrm.Sdk;
using Microsoft.Xrm.Sdk.Messages;

namespace LocalDataverse.WebApi.Messages.Writes;

/// <summary>Adds a row to a collection: <c>POST set(id)/collection/$ref</c>.</summary>
internal sealed class AddReference(Session session) : IWrite
{
    public PlannedOperation Plan(WebApiRequest request, ResourcePath path, bool idAhead)
    {
        var message = new AssociateRequest
        {
            RelatedEntities = [RowReader.ReferenceTo(ReferenceBody.Read(session.Model, request))],
            Target = RowReader.ReferenceTo(path.Key!),
            Relationship = new Relationship(path.CollectionName),
        };
        return new PlannedOperation([message], _ => WebApiResponse.Empty());
    }
}
