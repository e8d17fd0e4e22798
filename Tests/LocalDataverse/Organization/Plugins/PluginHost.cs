using System.Collections.Concurrent;
using System.Reflection;
using System.ServiceModel;
using LocalDataverse.Calls;
using LocalDataverse.Faults;
using Microsoft.Xrm.Sdk;

namespace LocalDataverse.Plugins;

/// <summary>Runs plug-ins: one cached instance for each registration, services by provider, exceptions as a client gets them.</summary>
internal sealed class PluginHost(DataverseOrganization organization, ConcurrentDictionary<Guid, Assembly> inProcess)
{
    private readonly ConcurrentDictionary<(Guid Registration, Guid Assembly, string Type, string? Unsecure, string? Secure), Lazy<IPlugin>> instances = new();

    /// <summary>Assemblies of this process, registered without bytes.</summary>
    public ConcurrentDictionary<Guid, Assembly> InProcess { get; } = inProcess;

    public void Run(Guid registration, Guid assemblyId, string typeName, string? unsecure, string? secure, PluginContext context)
    {
        var tracing = new PluginTracing();
        var startedOn = organization.UtcNow;
        Exception? thrown = null;
        try
        {
            var plugin = Instance(registration, assemblyId, typeName, unsecure, secure);
            using (SandboxNetwork.Enter(organization.Options.SandboxAllowsLoopback))
            {
                plugin.Execute(new PluginServices(organization, context, tracing));
            }

            context.Time?.Demand();
            if (context.Transaction is { IsDoomed: true })
            {
                throw DataverseFault.Of(
                    ErrorCode.TransactionCountReduced,
                    "ISV code reduced the open transaction count. Custom plug-ins should not catch exceptions from OrganizationService calls "
                        + $"and continue processing. ({typeName})"
                );
            }
        }
        catch (Exception exception)
        {
            thrown = exception;
            throw Map(exception, typeName, registration, context);
        }
        finally
        {
            var setting = organization.Options.PluginTraceLog;
            if (setting == PluginTraceLogSetting.All || (setting == PluginTraceLogSetting.Exception && thrown is not null))
            {
                context.Traces.Entries.Add(
                    new TraceEntry(
                        typeName,
                        context.MessageName,
                        context.PrimaryEntityName,
                        context.Depth,
                        context.Mode,
                        context.CorrelationId,
                        registration,
                        startedOn,
                        tracing.ToString(),
                        thrown?.ToString()
                    )
                );
            }
        }
    }

    public void Forget() => instances.Clear();

    /// <summary>The class, or a fault that says what is wrong with the registration.</summary>
    public Type TypeOf(Guid assemblyId, string typeName)
    {
        if (!InProcess.TryGetValue(assemblyId, out var assembly))
        {
            if (organization.Value("pluginassembly", assemblyId, "content", null) is not string content)
            {
                throw DataverseFault.InvalidArgument($"The plug-in assembly {assemblyId:d} of {typeName} has no content.");
            }

            assembly = PluginLoader.Load(content);
        }

        return assembly.GetType(typeName) ?? throw DataverseFault.InvalidArgument($"Plug-in assembly {assembly.GetName().Name} has no type {typeName}.");
    }

    private IPlugin Instance(Guid registration, Guid assemblyId, string typeName, string? unsecure, string? secure) =>
        instances
            .GetOrAdd(
                (registration, assemblyId, typeName, unsecure, secure),
                _ => new Lazy<IPlugin>(() => Construct(TypeOf(assemblyId, typeName), unsecure, secure))
            )
            .Value;

    private static IPlugin Construct(Type type, string? unsecure, string? secure)
    {
        try
        {
            object instance;
            if (type.GetConstructor([typeof(string), typeof(string)]) is { } both)
            {
                instance = both.Invoke([unsecure, secure]);
            }
            else if (type.GetConstructor([typeof(string)]) is { } one)
            {
                instance = one.Invoke([unsecure]);
            }
            else
            {
                instance = Activator.CreateInstance(type)!;
            }

            return instance as IPlugin ?? throw DataverseFault.InvalidArgument($"{type.FullName} does not implement IPlugin.");
        }
        catch (TargetInvocationException exception) when (exception.InnerException is not null)
        {
            throw exception.InnerException;
        }
    }

    private Exception Map(Exception exception, string typeName, Guid registration, PluginContext context)
    {
        var details = new ErrorDetailCollection
        {
            [FaultDetail.Source] = typeName,
            [FaultDetail.Step] = registration.ToString("d"),
            [FaultDetail.Depth] = context.Depth.ToString(System.Globalization.CultureInfo.InvariantCulture),
        };
        switch (exception)
        {
            case InvalidPluginExecutionException veto:
                details[FaultDetail.OperationStatus] = ((int)veto.Status).ToString(System.Globalization.CultureInfo.InvariantCulture);
                details[FaultDetail.SubErrorCode] = veto.ErrorCode.ToString(System.Globalization.CultureInfo.InvariantCulture);
                details[FaultDetail.HttpStatus] = veto.HttpStatus == PluginHttpStatusCode.NotSet ? 400 : (int)veto.HttpStatus;
                return new PluginFaultException(DataverseFault.Of(ErrorCode.IsvAborted, veto.Message, details).Detail, veto.Status);
            case FaultException<OrganizationServiceFault>
            {
                Detail.ErrorCode: ErrorCode.DepthTooHigh or ErrorCode.TransactionCountReduced or ErrorCode.NoActiveTransaction or ErrorCode.SandboxTimeout
            } fault:
                return fault;
            case FaultException<OrganizationServiceFault> { Detail.ErrorCode: ErrorCode.IsvAborted } fault when organization.Options.NestedVetoKeepsItsMessage:
                return fault;
            default:
                var message = exception is FaultException<OrganizationServiceFault> service ? service.Detail.Message : exception.Message;
                return DataverseFault.Of(
                    ErrorCode.IsvUnexpected,
                    "An unexpected error occurred from ISV code. (ErrorType = ClientError) Unexpected exception from plug-in (Execute): "
                        + $"{typeName}: {NameOf(exception)}: {message}",
                    details
                );
        }
    }

    private static string NameOf(Exception exception) =>
        exception is FaultException<OrganizationServiceFault>
            ? "System.ServiceModel.FaultException`1[Microsoft.Xrm.Sdk.OrganizationServiceFault]"
            : exception.GetType().FullName!;
}
