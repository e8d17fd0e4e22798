using LocalDataverse.Calls;
using LocalDataverse.Faults;
using LocalDataverse.Metadata;
using LocalDataverse.Pipeline;
using LocalDataverse.Queries;
using LocalDataverse.Security;
using Microsoft.Xrm.Sdk;
using Microsoft.Xrm.Sdk.Messages;
using Microsoft.Xrm.Sdk.Query;

namespace LocalDataverse.Messages.Handlers;

internal sealed class RetrieveHandler(DataverseOrganization organization, MessagePipeline pipeline) : IMessageHandler
{
    public OrganizationResponse Handle(OrganizationRequest request, CallScope scope)
    {
        var startedOn = organization.UtcNow;
        var target = request.Required<EntityReference>("Target");
        var table = organization.TableOrFault(target.LogicalName);
        if (request.Optional<RelationshipQueryCollection>("RelatedEntitiesQuery") is { Count: > 0 })
        {
            throw DataverseFault.InvalidArgument("RelatedEntitiesQuery is not supported by this organization.");
        }

        var columns = request.Optional<ColumnSet>("ColumnSet");
        if (!organization.Registrations.HasSteps("Retrieve", table.LogicalName))
        {
            return Responses.Of<RetrieveResponse>(("Entity", Read(table, target, columns, scope)));
        }

        var input = new ParameterCollection { ["Target"] = SdkCopy.Of(target), ["ColumnSet"] = columns };
        var track = new Track("Retrieve", table.LogicalName, input) { PrimaryId = target.Id }.Tagged(scope);
        pipeline.Through(track, scope, startedOn, inner => track.Output["BusinessEntity"] = Read(table, target, columns, inner));
        return Responses.Of<RetrieveResponse>(("Entity", track.Output["BusinessEntity"]));
    }

    private Entity Read(TableMetadata table, EntityReference target, ColumnSet? columns, CallScope scope)
    {
        organization.Rights.Demand(table.LogicalName, TableRight.Read, scope);
        var id = organization.Writer.Resolve(target, scope.Transaction).Id;
        var row = organization.Database.Find(table.LogicalName, id, scope.Transaction) ?? throw DataverseFault.DoesNotExist(table.LogicalName, id);
        organization.Access.Demand(table, row, TableRight.Read, scope);
        var read = organization.Reader.ToEntity(table, row, RowReader.ColumnsOf(table, columns), scope.Transaction, withNames: true);
        return organization.Texts.In(organization.Texts.LanguageOf(scope.UserId, scope.Transaction), table, read, scope.Transaction);
    }
}
