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
            return Responses.Of<RetrieveMultipleResponse>(("EntityCollection", Read(query, scope)));
        }

        var track = new Track("RetrieveMultiple", table, new ParameterCollection { ["Query"] = query }).Tagged(scope);
        pipeline.Through(track, scope, startedOn, inner => track.Output["BusinessEntityCollection"] = Read((QueryBase)track.Input["Query"], inner));
        return Responses.Of<RetrieveMultipleResponse>(("EntityCollection", track.Output["BusinessEntityCollection"]));
    }

    private EntityCollection Read(QueryBase query, CallScope scope)
    {
        var rows = organization.Queries.Retrieve(query, scope);
        if (organization.Metadata.Table(rows.EntityName ?? string.Empty) is { } table && table.Columns.Values.Any(column => column.Localizable))
        {
            var language = organization.Texts.LanguageOf(scope.UserId, scope.Transaction);
            foreach (var row in rows.Entities)
            {
                organization.Texts.In(language, table, row, scope.Transaction);
            }
        }

        return rows;
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
