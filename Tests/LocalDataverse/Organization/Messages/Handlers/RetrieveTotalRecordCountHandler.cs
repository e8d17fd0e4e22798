using LocalDataverse.Calls;
using LocalDataverse.Security;
using Microsoft.Xrm.Sdk;

namespace LocalDataverse.Messages.Handlers;

/// <summary>Counts the rows of tables. The platform answers from a snapshot of the last 24 hours, this organization as it stands.</summary>
internal sealed class RetrieveTotalRecordCountHandler(DataverseOrganization organization) : IMessageHandler
{
    public OrganizationResponse Handle(OrganizationRequest request, CallScope scope)
    {
        var counts = new Dictionary<string, long>(StringComparer.Ordinal);
        foreach (var name in request.Required<string[]>("EntityNames"))
        {
            counts[name] = Count(organization.TableOrFault(name).LogicalName, scope);
        }

        return Responses.Of("RetrieveTotalRecordCount", ("EntityRecordCountCollection", counts));
    }

    private long Count(string table, CallScope scope)
    {
        organization.Rights.Demand(table, TableRight.Read, scope);
        lock (organization.Database.Sync)
        {
            return organization.Database.Store(table).Slots.Count(slot => slot.SeenBy(scope.Transaction) is not null);
        }
    }
}
