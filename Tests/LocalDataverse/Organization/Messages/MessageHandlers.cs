using LocalDataverse.Messages.Handlers;
using LocalDataverse.Operations;
using LocalDataverse.Pipeline;

namespace LocalDataverse.Messages;

/// <summary>Every message of the platform with what answers it; any other name is that of a custom API.</summary>
internal sealed class MessageHandlers
{
    private readonly Dictionary<string, IMessageHandler> byMessage;
    private readonly CustomApiHandler customApi;

    public MessageHandlers(DataverseOrganization organization)
    {
        var pipeline = new MessagePipeline(organization);
        var create = new CreateOperation(organization, pipeline);
        var update = new UpdateOperation(organization, pipeline);
        var link = new LinkOperation(organization, pipeline, update);
        var upsert = new UpsertHandler(organization, create, update);
        customApi = new CustomApiHandler(organization, pipeline);
        byMessage = new Dictionary<string, IMessageHandler>(StringComparer.Ordinal)
        {
            ["Assign"] = new AssignHandler(update),
            ["Associate"] = new AssociateHandler(link),
            ["Create"] = new CreateHandler(create),
            ["CreateMultiple"] = new CreateMultipleHandler(create),
            ["Delete"] = new DeleteHandler(new DeleteOperation(organization, pipeline)),
            ["DeleteMultiple"] = new DeleteMultipleHandler(),
            ["Disassociate"] = new DisassociateHandler(link),
            ["ExecuteMultiple"] = new ExecuteMultipleHandler(organization),
            ["ExecuteTransaction"] = new ExecuteTransactionHandler(organization, pipeline),
            ["Retrieve"] = new RetrieveHandler(organization, pipeline),
            ["RetrieveApplicationRibbon"] = new RetrieveApplicationRibbonHandler(organization),
            ["RetrieveEntityChanges"] = new RetrieveEntityChangesHandler(organization),
            ["RetrieveEntityRibbon"] = new RetrieveEntityRibbonHandler(organization),
            ["RetrieveMultiple"] = new RetrieveMultipleHandler(organization, pipeline),
            ["RetrieveTotalRecordCount"] = new RetrieveTotalRecordCountHandler(organization),
            ["RetrieveUserPrivileges"] = new RetrieveUserPrivilegesHandler(organization),
            ["RetrieveVersion"] = new RetrieveVersionHandler(organization),
            ["SetState"] = new SetStateHandler(update),
            ["Update"] = new UpdateHandler(update),
            ["UpdateMultiple"] = new UpdateMultipleHandler(update),
            ["Upsert"] = upsert,
            ["UpsertMultiple"] = new UpsertMultipleHandler(upsert, pipeline),
            ["WhoAmI"] = new WhoAmIHandler(organization),
        };
    }

    public IMessageHandler Find(string? message) => message is not null && byMessage.TryGetValue(message, out var handler) ? handler : customApi;
}
