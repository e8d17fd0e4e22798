using LocalDataverse.Calls;
using LocalDataverse.Pipeline;
using LocalDataverse.Queries;
using Microsoft.Xrm.Sdk;
using Microsoft.Xrm.Sdk.Messages;
using Microsoft.Xrm.Sdk.Query;

namespace LocalDataverse.Messages.Handlers;

internal sealed class RetrieveMultipleHandler(DataverseOrganization organization, MessagePipeline pipeline) : IMessageHandler
{
    public OrganizationResponse Handle(OrganizationRequest request, CallScope scope)
    {
        var startedOn = organization.UtcNow;
        var query = request.Required<QueryBase>("Query");
        var table = TableOf(query);
        if (!organization.Registrations.HasSteps("RetrieveMultiple", table))
        {
            return Responses.Of<RetrieveMultipleResponse>(("EntityCollection", organization.Queries.Retrieve(query, scope)));
        }

        var track = new Track("RetrieveMultiple", table, new ParameterCollection { ["Query"] = query }).Tagged(scope);
        pipeline.Through(
            track,
            scope,
            startedOn,
            inner => track.Output["BusinessEntityCollection"] = organization.Queries.Retrieve((QueryBase)track.Input["Query"], inner)
        );
        return Responses.Of<RetrieveMultipleResponse>(("EntityCollection", track.Output["BusinessEntityCollection"]));
    }

    private static string? TableOf(QueryBase query) =>
        query switch
        {
            QueryExpression expression => expression.EntityName,
            QueryByAttribute attribute => attribute.EntityName,
            FetchExpression fetch => FetchXml.Parse(fetch.Query).Query.EntityName,
            _ => null,
        };
}
