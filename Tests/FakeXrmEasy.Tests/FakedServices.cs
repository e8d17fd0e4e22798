using Microsoft.Xrm.Sdk;

namespace FakeXrmEasy.Tests;

/// <summary>What a plug-in may ask of the platform. FakeXrmEasy's own provider throws on a service that it does not know; the platform returns null.</summary>
internal sealed class FakedServices(XrmFakedContext organization, XrmFakedPluginExecutionContext call) : IServiceProvider, IOrganizationServiceFactory
{
    public object? GetService(Type serviceType) =>
        serviceType switch
        {
            _ when serviceType == typeof(IPluginExecutionContext) || serviceType == typeof(IExecutionContext) => call,
            _ when serviceType == typeof(ITracingService) => organization.GetFakeTracingService(),
            _ when serviceType == typeof(IOrganizationServiceFactory) => this,
            _ => null,
        };

    public IOrganizationService CreateOrganizationService(Guid? userId) => organization.GetOrganizationService();
}
