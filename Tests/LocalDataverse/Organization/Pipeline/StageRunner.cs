using System.Globalization;
using LocalDataverse.Calls;
using LocalDataverse.Faults;
using LocalDataverse.Registration;
using LocalDataverse.Storage;
using Microsoft.Xrm.Sdk;

namespace LocalDataverse.Pipeline;

/// <summary>Runs the steps of one stage for one track, and queues its asynchronous steps.</summary>
internal sealed class StageRunner(DataverseOrganization organization)
{
    private const int MaximumDepth = 8;

    public void Run(PipelineStage stage, Track track, CallScope scope, DateTime startedOn)
    {
        if (!scope.IsSystem && !scope.SkipSynchronousSteps)
        {
            foreach (var step in organization.Registrations.Find(track.Message, track.Table, stage, StepMode.Synchronous))
            {
                if (track.Passes(step))
                {
                    DemandDepth(scope);
                    organization.Plugins.Run(
                        step.Step.Id,
                        step.AssemblyId,
                        step.TypeName,
                        step.Step.UnsecureConfiguration,
                        step.Step.SecureConfiguration,
                        Context(step.Step, stage, track, scope, startedOn)
                    );
                }
            }
        }

        organization.Faults.AtStage(stage, track.Message, track.Table);
    }

    /// <summary>The plug-in of a custom API.</summary>
    public void RunMain(CustomApiRegistration api, (Guid AssemblyId, string TypeName) type, Track track, CallScope scope, DateTime startedOn)
    {
        DemandDepth(scope);
        var step = new StepRegistration(api.Id, api.PluginTypeId!.Value, api.UniqueName, track.Table, PipelineStage.MainOperation);
        organization.Plugins.Run(api.Id, type.AssemblyId, type.TypeName, null, null, Context(step, PipelineStage.MainOperation, track, scope, startedOn));
        organization.Faults.AtStage(PipelineStage.MainOperation, track.Message, track.Table);
    }

    /// <summary>What the steps of rows that the platform touches because of this operation have as their parent, such as children deleted with it.</summary>
    public PluginContext MainContext(Track track, CallScope scope, DateTime startedOn)
    {
        var step = new StepRegistration(Guid.Empty, Guid.Empty, track.Message, track.Table, PipelineStage.MainOperation);
        return Context(step, PipelineStage.MainOperation, track, scope, startedOn, track.OuterVariables, scope.Parent);
    }

    public void Queue(Track track, CallScope scope, DateTime startedOn)
    {
        if (scope.IsSystem || scope.SkipAsynchronousSteps || scope.Transaction is not { } transaction)
        {
            return;
        }

        foreach (var step in organization.Registrations.Find(track.Message, track.Table, PipelineStage.PostOperation, StepMode.Asynchronous))
        {
            if (!track.Passes(step))
            {
                continue;
            }

            DemandDepth(scope);
            var context = Context(step.Step, PipelineStage.PostOperation, track, scope, startedOn);
            var row = new Entity("asyncoperation")
            {
                ["name"] = step.Step.Name.Length > 256 ? step.Step.Name.Substring(0, 256) : step.Step.Name,
                ["operationtype"] = 1,
                ["messagename"] = track.Message,
                ["primaryentitytype"] = track.Table,
                ["owningextensionid"] = new EntityReference("sdkmessageprocessingstep", step.Step.Id),
                ["correlationid"] = context.CorrelationId,
                ["depth"] = context.Depth,
                ["retrycount"] = 0,
                ["ownerid"] = new EntityReference("systemuser", context.UserId),
            };
            if (track.PrimaryId != Guid.Empty)
            {
                row["regardingobjectid"] = track.PrimaryId;
            }

            var table = organization.TableOrFault("asyncoperation");
            var id = organization.Writer.Create(table, row, organization.SystemScope(transaction), transaction);
            organization.Writer.Attach(table, id, AsyncJob.ColumnName, new AsyncJob(step.Step.Id, AsyncJob.Detach(context)), transaction);
        }
    }

    private static void DemandDepth(CallScope scope)
    {
        if (scope.Depth + 1 > MaximumDepth)
        {
            throw DataverseFault.Of(
                ErrorCode.DepthTooHigh,
                "This workflow job was canceled because the workflow that started it included an infinite loop. Correct the workflow logic and "
                    + $"try again. (depth {(scope.Depth + 1).ToString(CultureInfo.InvariantCulture)})"
            );
        }
    }

    private PluginContext Context(StepRegistration step, PipelineStage stage, Track track, CallScope scope, DateTime startedOn)
    {
        var nested = stage != PipelineStage.PreValidation && track.HasOuterContext;
        return Context(
            step,
            stage,
            track,
            scope,
            startedOn,
            nested ? track.Variables : track.OuterVariables,
            nested ? Context(step, PipelineStage.MainOperation, track, scope, startedOn, track.OuterVariables, scope.Parent) : scope.Parent
        );
    }

    private PluginContext Context(
        StepRegistration step,
        PipelineStage stage,
        Track track,
        CallScope scope,
        DateTime startedOn,
        ParameterCollection variables,
        IPluginExecutionContext? parent
    )
    {
        var userId = step.ImpersonatingUserId ?? scope.UserId;
        var isPost = stage == PipelineStage.PostOperation;
        var hasImages = stage != PipelineStage.MainOperation && step.Images.Count > 0 && track.Table is not null;
        var multiple = track.IsMultiple;
        return new PluginContext
        {
            Mode = (int)step.Mode,
            Depth = scope.Depth + 1,
            MessageName = track.Message,
            PrimaryEntityName = track.Table ?? "none",
            PrimaryEntityId = track.PrimaryId,
            RequestId = scope.RequestId,
            InputParameters = track.Input,
            OutputParameters = track.Output,
            SharedVariables = variables,
            UserId = userId,
            InitiatingUserId = scope.InitiatingUserId,
            BusinessUnitId = organization.BusinessUnitOf(userId, scope.Transaction),
            OrganizationId = organization.OrganizationId,
            OrganizationName = organization.Options.Name,
            PreEntityImages = hasImages && !multiple ? Images(step, ImageType.PreImage, track, track.Before, scope.Transaction) : [],
            PostEntityImages = hasImages && isPost && !multiple ? Images(step, ImageType.PostImage, track, track.After, scope.Transaction) : [],
            PreEntityImagesCollection =
                hasImages && multiple ? [.. track.Rows.Select(row => Images(step, ImageType.PreImage, row, row.Before, scope.Transaction))] : [],
            PostEntityImagesCollection =
                hasImages && isPost && multiple ? [.. track.Rows.Select(row => Images(step, ImageType.PostImage, row, row.After, scope.Transaction))] : [],
            OwningExtension = new EntityReference(stage == PipelineStage.MainOperation ? "plugintype" : "sdkmessageprocessingstep", step.Id),
            CorrelationId = scope.CorrelationId,
            OperationId = track.OperationId,
            OperationCreatedOn = startedOn,
            Stage = (int)stage,
            ParentContext = parent,
            UserAzureActiveDirectoryObjectId = ObjectId(userId, scope.Transaction),
            InitiatingUserAzureActiveDirectoryObjectId = ObjectId(scope.InitiatingUserId, scope.Transaction),
            InitiatingUserApplicationId = organization.Value("systemuser", scope.InitiatingUserId, "applicationid", scope.Transaction) is Guid application
                ? application
                : Guid.Empty,
            AuthenticatedUserId = scope.OnBehalfOf ?? scope.InitiatingUserId,
            Transaction = scope.Transaction,
            Traces = scope.Traces,
            Time = scope.Time,
            SkipSynchronousSteps = scope.SkipSynchronousSteps,
            SkipAsynchronousSteps = scope.SkipAsynchronousSteps,
        };
    }

    private Guid ObjectId(Guid userId, Transaction? transaction) =>
        organization.Value("systemuser", userId, "azureactivedirectoryobjectid", transaction) is Guid id ? id : Guid.Empty;

    private EntityImageCollection Images(StepRegistration step, ImageType type, Track track, Row? row, Transaction? transaction)
    {
        var images = new EntityImageCollection();
        if (row is null)
        {
            return images;
        }

        var table = organization.TableOrFault(track.Table!);
        foreach (var image in step.Images)
        {
            if (image.Type == type || image.Type == ImageType.Both)
            {
                images[image.Alias] = organization.Reader.ToEntity(table, row, image.Columns.Count == 0 ? null : image.Columns, transaction, withNames: true);
            }
        }

        return images;
    }
}
