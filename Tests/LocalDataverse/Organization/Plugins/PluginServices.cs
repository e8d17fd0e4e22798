using LocalDataverse.Calls;
using Microsoft.Xrm.Sdk;

namespace LocalDataverse.Plugins;

/// <summary>The service provider of one plug-in run.</summary>
internal sealed class PluginServices(DataverseOrganization organization, PluginContext context, PluginTracing tracing)
    : IServiceProvider,
        IOrganizationServiceFactory,
        IEnvironmentVariableService
{
    public object? GetService(Type serviceType)
    {
        if (
            serviceType == typeof(IPluginExecutionContext)
            || serviceType == typeof(IExecutionContext)
            || serviceType == typeof(IPluginExecutionContext2)
            || serviceType == typeof(IPluginExecutionContext3)
            || serviceType == typeof(IPluginExecutionContext4)
        )
        {
            return context;
        }

        if (serviceType == typeof(ITracingService))
        {
            return tracing;
        }

        return serviceType == typeof(IOrganizationServiceFactory) || serviceType == typeof(IEnvironmentVariableService) ? this : null;
    }

    public IOrganizationService CreateOrganizationService(Guid? userId) =>
        organization.CreateService(
            new CallScope(
                userId is null ? organization.SystemUserId
                    : userId == Guid.Empty ? context.UserId
                    : userId.Value,
                context.InitiatingUserId
            )
            {
                Transaction = context.Transaction,
                Parent = context,
                CorrelationId = context.CorrelationId,
                RequestId = context.RequestId,
                SkipSynchronousSteps = context.SkipSynchronousSteps,
                SkipAsynchronousSteps = context.SkipAsynchronousSteps,
                Traces = context.Traces,
                Time = context.Time,
            }
        );

    public string? RetrieveEnvironmentVariableValue(string environmentVariableSchemaName) => organization.EnvironmentVariable(environmentVariableSchemaName);
}
