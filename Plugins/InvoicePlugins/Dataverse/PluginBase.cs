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
    // ConcurrencyVersionMismatch in the platform's error code list.
    private const int ConcurrencyVersionMismatch = unchecked((int)0x80060882);

    // ObjectDoesNotExist in the same list.
    private const int ObjectDoesNotExist = unchecked((int)0x80040217);

    // PrivilegeDenied and AccessDenied there: a right on the table, and one on the row.
    private const int PrivilegeDenied = unchecked((int)0x80040220);
    private const int AccessDenied = unchecked((int)0x80048306);

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
            throw new InvalidPluginExecutionException(
                OperationStatus.Failed,
                PluginErrors.Unexpected.Number,
                Unexpected(unexpected.GetType().Name + ": " + unexpected.Message, call)
            );
        }
    }

    /// <summary>The work of the plug-in.</summary>
    /// <param name="call">The call with its context and services.</param>
    private protected abstract void Execute(PluginCall call);

    private InvalidPluginExecutionException Translate(FaultException<OrganizationServiceFault> fault, PluginCall call)
    {
        var message = fault.Detail?.Message ?? fault.Message;
        if (Fault.NumberIn(fault) is { } number)
        {
            return new InvalidPluginExecutionException(OperationStatus.Failed, number, message);
        }

        return fault.Detail?.ErrorCode switch
        {
            ConcurrencyVersionMismatch => PluginErrors.ChangedMeanwhile.For(RecordOf(call), message.TrimEnd('.')).ToException(),
            ObjectDoesNotExist => PluginErrors.Gone.For(RecordOf(call), message.TrimEnd('.')).ToException(),
            PrivilegeDenied or AccessDenied => PluginErrors.AccessMissing.For(RecordOf(call), message.TrimEnd('.')).ToException(),
            _ => new InvalidPluginExecutionException(OperationStatus.Failed, PluginErrors.Unexpected.Number, Unexpected(message, call)),
        };
    }

    private string Unexpected(string message, PluginCall call) => PluginErrors.Unexpected.For(RecordOf(call), message.TrimEnd('.')).ToString();

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
