using LocalDataverse.WebApi.Http;
using LocalDataverse.WebApi.Queries;
using LocalDataverse.WebApi.Records;
using LocalDataverse.WebApi.Security;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Xrm.Sdk;
using Microsoft.Xrm.Sdk.Messages;

namespace LocalDataverse.WebApi.Messages.Writes;

/// <summary>Takes a row out of a collection: the row is named behind the collection or by <c>$id</c>.</summary>
internal sealed class RemoveReference(Session session) : IWrite
{
    public PlannedOperation Plan(WebApiRequest request, ResourcePath path, bool idAhead)
    {
        var message = new DisassociateRequest
        {
            RelatedEntities = [RowReader.ReferenceTo(path.RelatedKey ?? KeyOf(request))],
            Target = RowReader.ReferenceTo(path.Key!),
            Relationship = new Relationship(path.CollectionName),
        };
        return new PlannedOperation([message], _ => WebApiResponse.Empty());
    }

    private RecordKey KeyOf(WebApiRequest request) =>
        QueryHelpers.ParseQuery(request.Query).TryGetValue("$id", out var id)
            ? PathReader.ReadReference(session.Model, id.ToString())
            : throw JsonValues.Bad("The address has to name the record to be taken out of the collection.");
}
