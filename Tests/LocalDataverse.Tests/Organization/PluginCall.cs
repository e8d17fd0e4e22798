using Microsoft.Xrm.Sdk;

namespace LocalDataverse.Tests.Organization;

/// <summary>One run of a plug-in, with its services at hand.</summary>
public sealed class PluginCall(IServiceProvider services)
{
    public IServiceProvider Services { get; } = services;

    public IPluginExecutionContext4 Context { get; } = (IPluginExecutionContext4)services.GetService(typeof(IPluginExecutionContext4))!;

    public Entity Target => (Entity)Context.InputParameters["Target"];

    public IOrganizationService Service =>
        ((IOrganizationServiceFactory)Services.GetService(typeof(IOrganizationServiceFactory))!).CreateOrganizationService(Context.UserId);

    public ITracingService Tracing => (ITracingService)Services.GetService(typeof(ITracingService))!;
}
