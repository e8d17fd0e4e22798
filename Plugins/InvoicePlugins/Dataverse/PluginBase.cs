using System;
using System.Collections.Generic;
using System.Linq;
using System.ServiceModel;
using Microsoft.Xrm.Sdk;

namespace InvoicePlugins.Dataverse;

/// <summary>
/// What every plug-in of this assembly has in common: it runs only where it declares to run, and whatever goes wrong leaves it as the one exception the
/// platform understands, with a code, once. Instances hold no state of a call, since the platform shares them between threads.
/// </summary>
public abstract class PluginBase : IPlugin
{
    private readonly IReadOnlyList<StepDeclaration> steps;
    private readonly CustomApiDeclaration? customApi;

    /// <summary>A plug-in with steps.</summary>
    /// <param name="steps">The declared steps.</param>
    protected PluginBase(IReadOnlyList<StepDeclaration> steps)
    {
        this.steps = steps;
    }

    /// <summary>A plug-in that carries out a custom API.</summary>
    /// <param name="customApi">The declared custom API.</param>
    protected PluginBase(CustomApiDeclaration customApi)
    {
        steps = [];
        this.customApi = customApi;
    }

    /// <summary>Called by the platform.</summary>
    /// <param name="serviceProvider">The platform's services for this call.</param>
    /// <exception cref="InvalidPluginExecutionException">The operation is refused or failed; the message starts with a PINV code.</exception>
    public void Execute(IServiceProvider serviceProvider)
    {
        var call = new PluginCall(serviceProvider);
        try
        {
            call.Trace(
                $"{GetType().Name}: {call.Context.MessageName} of {call.Context.PrimaryEntityName} {call.Context.PrimaryEntityId:d}, "
                    + $"correlation {call.Context.CorrelationId:d}"
            );
            RequireDeclaredRegistration(call.Context);
            Execute(call);
        }
        catch (InvalidPluginExecutionException)
        {
            throw;
        }
        catch (FaultException<OrganizationServiceFault> fault)
        {
            call.Trace($"{GetType().Name}: {fault}");
            throw Translate(fault, call);
        }
        catch (Exception unexpected)
        {
            call.Trace($"{GetType().Name}: {unexpected}");
            throw PluginErrors.Unexpected.For(RecordOf(call), (unexpected.GetType().Name + ": " + unexpected.Message).TrimEnd('.')).ToException();
        }
    }

    /// <summary>The work of the plug-in.</summary>
    /// <param name="call">The call with its context and services.</param>
    private protected abstract void Execute(PluginCall call);

    private InvalidPluginExecutionException Translate(FaultException<OrganizationServiceFault> fault, PluginCall call) =>
        Fault.NumberIn(fault) is { } number
            ? new InvalidPluginExecutionException(OperationStatus.Failed, number, fault.Detail?.Message ?? fault.Message)
            : PlatformFaults.Of(fault, RecordOf(call)).ToException();

    private string RecordOf(PluginCall call) => call.Record ?? GetType().Name;

    private void RequireDeclaredRegistration(IPluginExecutionContext context)
    {
        if (customApi is not null && context.MessageName == customApi.UniqueName)
        {
            return;
        }

        var step =
            steps.FirstOrDefault(declared => IsRegisteredAs(context, declared))
            ?? throw PluginErrors
                .RegisteredWrongly.For("Solution", GetType().FullName, context.MessageName, context.PrimaryEntityName, context.Stage, context.Mode)
                .ToException();

        foreach (var image in step.Images)
        {
            var images = image.Type == ImageType.Pre ? context.PreEntityImages : context.PostEntityImages;
            if (!images.Contains(image.Alias))
            {
                throw PluginErrors.ImageMissing.For("Solution", GetType().FullName, image.Alias).ToException();
            }
        }
    }

    private static bool IsRegisteredAs(IPluginExecutionContext context, StepDeclaration step) =>
        step.Message == context.MessageName && step.Table == context.PrimaryEntityName && (int)step.Stage == context.Stage && (int)step.Mode == context.Mode;
}
