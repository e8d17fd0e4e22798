using LocalDataverse.Calls;
using LocalDataverse.Faults;
using LocalDataverse.Pipeline;
using LocalDataverse.Registration;
using Microsoft.Xrm.Sdk;

namespace LocalDataverse.Messages.Handlers;

/// <summary>Messages that a custom API brings: parameters by declaration, its plug-in as main operation.</summary>
internal sealed class CustomApiHandler(DataverseOrganization organization, MessagePipeline pipeline) : IMessageHandler
{
    public OrganizationResponse Handle(OrganizationRequest request, CallScope scope)
    {
        var startedOn = organization.UtcNow;
        var api =
            organization.Registrations.CustomApi(request.RequestName ?? string.Empty)
            ?? throw DataverseFault.InvalidArgument($"There is no message '{request.RequestName}'.");
        if (api.IsPrivate && scope.InsidePlugin)
        {
            throw DataverseFault.InvalidArgument($"The private custom API {api.UniqueName} cannot be called from a plug-in.");
        }

        var track = NewTrack(api, CustomApiCheck.Input(organization.Metadata, api, request.Parameters), scope);
        pipeline.Run(PipelineStage.PreValidation, track, scope, startedOn);
        if (api.ExecutePrivilege is { Length: > 0 } privilege)
        {
            organization.Rights.Demand(privilege, scope);
        }

        return pipeline.InTransaction(
            scope,
            inner =>
            {
                pipeline.Run(PipelineStage.PreOperation, track, inner, startedOn);
                RunMain(api, track, inner, startedOn);
                pipeline.Post([track], inner, startedOn);
                return Answer(api, track);
            }
        );
    }

    private Track NewTrack(CustomApiRegistration api, ParameterCollection input, CallScope scope)
    {
        var track = new Track(api.UniqueName, api.Binding == CustomApiBinding.Global ? null : api.BoundTable, input).Tagged(scope);
        if (api.Binding == CustomApiBinding.Entity)
        {
            var target = organization.Writer.Resolve((EntityReference)input["Target"], scope.Transaction);
            input["Target"] = new EntityReference(target.Table, target.Id);
            track.PrimaryId = target.Id;
        }

        return track;
    }

    private void RunMain(CustomApiRegistration api, Track track, CallScope scope, DateTime startedOn)
    {
        if (api.PluginTypeId is not { } plugin)
        {
            return;
        }

        if (!organization.Registrations.Types.TryGetValue(plugin, out var type))
        {
            throw DataverseFault.InvalidArgument($"The plug-in type {plugin:d} of custom API {api.UniqueName} is not registered.");
        }

        pipeline.RunMain(api, type, track, scope, startedOn);
    }

    private static OrganizationResponse Answer(CustomApiRegistration api, Track track)
    {
        var response = new OrganizationResponse { ResponseName = api.UniqueName };
        foreach (var property in CustomApiCheck.Output(api, track.Output))
        {
            response.Results[property.Key] = property.Value;
        }

        return response;
    }
}
