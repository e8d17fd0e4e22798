using LocalDataverse.Storage;
using Microsoft.Xrm.Sdk;

namespace LocalDataverse.Calls;

/// <summary>The context of an asynchronous step, kept with its asyncoperation row.</summary>
internal sealed class AsyncJob(Guid stepId, PluginContext context) : HiddenValue
{
    public const string ColumnName = "$job";

    public Guid StepId { get; } = stepId;

    /// <summary>As it was when the step was queued.</summary>
    public PluginContext Context => context;

    /// <summary>A fresh context for each run: what one run changes, the next does not see.</summary>
    public PluginContext NewContext(EntityReference job, TraceLog traces, OperationTime? time) => Copy(context, job, traces, time);

    /// <summary>Copies a context with everything in it, for use after its operation has ended.</summary>
    public static PluginContext Detach(PluginContext original) => Copy(original, original.OwningExtension, new TraceLog(), null);

    private static PluginContext Copy(PluginContext original, EntityReference? extension, TraceLog traces, OperationTime? time) =>
        new()
        {
            Mode = 1,
            Depth = original.Depth,
            MessageName = original.MessageName,
            PrimaryEntityName = original.PrimaryEntityName,
            RequestId = original.RequestId,
            InputParameters = SdkCopy.Of(original.InputParameters),
            OutputParameters = SdkCopy.Of(original.OutputParameters),
            SharedVariables = SdkCopy.Of(original.SharedVariables),
            UserId = original.UserId,
            InitiatingUserId = original.InitiatingUserId,
            BusinessUnitId = original.BusinessUnitId,
            OrganizationId = original.OrganizationId,
            OrganizationName = original.OrganizationName,
            PrimaryEntityId = original.PrimaryEntityId,
            PreEntityImages = SdkCopy.Of(original.PreEntityImages),
            PostEntityImages = SdkCopy.Of(original.PostEntityImages),
            PreEntityImagesCollection = [.. original.PreEntityImagesCollection.Select(SdkCopy.Of)],
            PostEntityImagesCollection = [.. original.PostEntityImagesCollection.Select(SdkCopy.Of)],
            OwningExtension = extension,
            CorrelationId = original.CorrelationId,
            OperationId = original.OperationId,
            OperationCreatedOn = original.OperationCreatedOn,
            Stage = original.Stage,
            ParentContext = original.ParentContext is PluginContext parent ? Copy(parent, parent.OwningExtension, traces, time) : null,
            UserAzureActiveDirectoryObjectId = original.UserAzureActiveDirectoryObjectId,
            InitiatingUserAzureActiveDirectoryObjectId = original.InitiatingUserAzureActiveDirectoryObjectId,
            InitiatingUserApplicationId = original.InitiatingUserApplicationId,
            AuthenticatedUserId = original.AuthenticatedUserId,
            Traces = traces,
            Time = time,
        };
}
