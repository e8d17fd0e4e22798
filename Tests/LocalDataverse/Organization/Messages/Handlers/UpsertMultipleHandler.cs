using LocalDataverse.Calls;
using LocalDataverse.Pipeline;
using Microsoft.Xrm.Sdk;

namespace LocalDataverse.Messages.Handlers;

internal sealed class UpsertMultipleHandler(UpsertHandler upsert, MessagePipeline pipeline) : IClientMessageHandler
{
    public OrganizationResponse Handle(OrganizationRequest request, CallScope scope) =>
        pipeline.InTransaction(
            scope,
            inner => Responses.Of("UpsertMultiple", ("Results", request.Targets().Select(target => upsert.Upsert(target, inner)).ToArray()))
        );
}
