using System.ServiceModel;
using LocalDataverse.Calls;
using LocalDataverse.Faults;
using Microsoft.Xrm.Sdk;
using Microsoft.Xrm.Sdk.Messages;
using Microsoft.Xrm.Sdk.Query;

namespace LocalDataverse.Messages;

/// <summary>
/// The service as a client or a plug-in holds it. A failed call inside a transaction dooms the transaction, whether the plug-in catches the fault or not.
/// </summary>
internal sealed class OrganizationService(DataverseOrganization organization, CallScope scope) : IOrganizationService
{
    public Guid Create(Entity entity) => ((CreateResponse)Execute(new CreateRequest { Target = entity })).id;

    public Entity Retrieve(string entityName, Guid id, ColumnSet columnSet) =>
        ((RetrieveResponse)Execute(new RetrieveRequest { Target = new EntityReference(entityName, id), ColumnSet = columnSet })).Entity;

    public void Update(Entity entity) => Execute(new UpdateRequest { Target = entity });

    public void Delete(string entityName, Guid id) => Execute(new DeleteRequest { Target = new EntityReference(entityName, id) });

    public void Associate(string entityName, Guid entityId, Relationship relationship, EntityReferenceCollection relatedEntities) =>
        Execute(
            new AssociateRequest
            {
                Target = new EntityReference(entityName, entityId),
                Relationship = relationship,
                RelatedEntities = relatedEntities,
            }
        );

    public void Disassociate(string entityName, Guid entityId, Relationship relationship, EntityReferenceCollection relatedEntities) =>
        Execute(
            new DisassociateRequest
            {
                Target = new EntityReference(entityName, entityId),
                Relationship = relationship,
                RelatedEntities = relatedEntities,
            }
        );

    public EntityCollection RetrieveMultiple(QueryBase query) =>
        ((RetrieveMultipleResponse)Execute(new RetrieveMultipleRequest { Query = query })).EntityCollection;

    public OrganizationResponse Execute(OrganizationRequest request)
    {
        if (!scope.InsidePlugin)
        {
            return organization.ExecuteTopLevel(request, scope);
        }

        if (scope.Transaction is { IsDoomed: true } or { IsOpen: false })
        {
            throw DataverseFault.Of(
                ErrorCode.NoActiveTransaction,
                "There is no active transaction. This error is usually caused by custom plug-ins that ignore errors from service calls and continue processing."
            );
        }

        var observer = organization.PluginCallObserver;
        observer?.Started(request);
        try
        {
            scope.Time?.Demand();
            return organization.Messages.Execute(request, scope);
        }
        catch (Exception exception)
        {
            if (scope.Transaction is { } transaction)
            {
                transaction.IsDoomed = true;
            }

            if (exception is FaultException<OrganizationServiceFault>)
            {
                throw;
            }

            throw DataverseFault.Unexpected(exception);
        }
        finally
        {
            observer?.Ended(request);
        }
    }
}
