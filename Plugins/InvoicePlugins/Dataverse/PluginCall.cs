using System;
using Microsoft.Xrm.Sdk;

namespace InvoicePlugins.Dataverse;

/// <summary>One run of a plug-in: its context and the services of the platform.</summary>
internal sealed class PluginCall
{
    private readonly Lazy<IOrganizationService> system;
    private readonly Lazy<IOrganizationService> user;
    private readonly Lazy<EnvironmentVariables> variables;
    private readonly ITracingService tracing;
    private readonly IOrganizationServiceFactory services;

    /// <summary>Takes what the platform hands over.</summary>
    /// <param name="serviceProvider">The platform's services for this call.</param>
    public PluginCall(IServiceProvider serviceProvider)
    {
        Context = Get<IPluginExecutionContext>(serviceProvider);
        tracing = Get<ITracingService>(serviceProvider);
        services = Get<IOrganizationServiceFactory>(serviceProvider);
        system = new(() => services.CreateOrganizationService(null));
        user = new(() => services.CreateOrganizationService(Context.UserId));
        variables = new(() =>
            new EnvironmentVariables((IEnvironmentVariableService?)serviceProvider.GetService(typeof(IEnvironmentVariableService)), system.Value)
        );
    }

    /// <summary>Message, table, stage, parameters and images of the call.</summary>
    public IPluginExecutionContext Context { get; }

    /// <summary>Acts with all rights. For what the product does on its own, which its users may not do by hand.</summary>
    public IOrganizationService System => system.Value;

    /// <summary>Acts with the rights of the user.</summary>
    public IOrganizationService User => user.Value;

    /// <summary>Acts with the rights of somebody else, who asked for it before.</summary>
    public IOrganizationService As(Guid userId) => services.CreateOrganizationService(userId);

    /// <summary>The settings of this environment.</summary>
    public EnvironmentVariables Variables => variables.Value;

    /// <summary>The row as sent: only the columns that the caller set. For Create and Update.</summary>
    public Entity Target => (Entity)Context.InputParameters["Target"];

    /// <summary>What the call is about, as its user knows it, for faults that nobody foresaw; null until it is known.</summary>
    public string? Record { get; set; }

    /// <summary>The time of the operation in UTC; the only clock of the plug-ins.</summary>
    public DateTime Now => Context.OperationCreatedOn;

    /// <summary>Adds a line to the plug-in trace. Never business data beyond keys.</summary>
    public void Trace(string line) => tracing.Trace("{0}", line);

    private static TService Get<TService>(IServiceProvider serviceProvider) => (TService)serviceProvider.GetService(typeof(TService))!;
}
