using LocalDataverse.Calls;
using LocalDataverse.Operations;
using Microsoft.Xrm.Sdk;
using Microsoft.Xrm.Sdk.Messages;

namespace LocalDataverse.Messages.Handlers;

/// <summary>Update or Create, with the steps of whichever it turns out to be.</summary>
internal sealed class UpsertHandler(DataverseOrganization organization, CreateOperation create, UpdateOperation update) : IMessageHandler
{
    public OrganizationResponse Handle(OrganizationRequest request, CallScope scope) => Upsert(request.Required<Entity>("Target"), scope);

    public UpsertResponse Upsert(Entity target, CallScope scope)
    {
        var table = organization.TableOrFault(target.LogicalName);
        var existing =
            target.KeyAttributes.Count > 0
                ? organization.Keys.Find(table, target.KeyAttributes, scope.Transaction)
                : organization.Database.Find(table.LogicalName, target.Id, scope.Transaction)?.Id;
        var row = SdkCopy.Of(target);
        if (existing is { } found)
        {
            Update(row, found, scope);
        }

        var id = existing ?? create.Run([row], scope, isMultiple: false)[0];
        return Responses.Of<UpsertResponse>(("RecordCreated", existing is null), ("Target", new EntityReference(table.LogicalName, id)));
    }

    private void Update(Entity row, Guid id, CallScope scope)
    {
        foreach (var key in row.KeyAttributes)
        {
            row.Attributes.Remove(key.Key);
        }

        row.KeyAttributes.Clear();
        row.Id = id;
        update.Run(row, scope);
    }
}
