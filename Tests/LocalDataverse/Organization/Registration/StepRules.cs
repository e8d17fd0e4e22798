using LocalDataverse.Faults;

namespace LocalDataverse.Registration;

/// <summary>What the platform refuses when a step is registered.</summary>
internal static class StepRules
{
    public static readonly string[] Messages =
    [
        "Create",
        "Update",
        "Delete",
        "Retrieve",
        "RetrieveMultiple",
        "Upsert",
        "CreateMultiple",
        "UpdateMultiple",
        "UpsertMultiple",
        "Associate",
        "Disassociate",
        "SetState",
        "Assign",
    ];

    private static readonly string[] WithImages = ["Create", "Update", "Delete", "SetState", "Assign", "CreateMultiple", "UpdateMultiple"];

    public static void Demand(DataverseOrganization organization, StepRegistration step)
    {
        var allowed = organization.AllowedSteps(step.Message) ?? throw Refused(step, $"there is no message {step.Message}");
        if (allowed == CustomProcessingStepType.None || (allowed == CustomProcessingStepType.AsyncOnly && step.Mode == StepMode.Synchronous))
        {
            throw Refused(step, $"the custom API allows {allowed} custom processing steps");
        }

        if (step.Stage == PipelineStage.MainOperation)
        {
            throw Refused(step, "the main operation is the platform's");
        }

        if (step.Mode == StepMode.Asynchronous && step.Stage != PipelineStage.PostOperation)
        {
            throw Refused(step, "asynchronous steps run after PostOperation only");
        }

        if (step.Table is not null && organization.Metadata.Table(step.Table) is null)
        {
            throw Refused(step, $"there is no table {step.Table}");
        }

        if (step.FilteringAttributes.Count > 0 && step.Message is not ("Update" or "UpdateMultiple"))
        {
            throw Refused(step, "only Update has filtering attributes");
        }

        foreach (var name in step.Table is null ? [] : step.FilteringAttributes.Concat(step.Images.SelectMany(image => image.Columns)))
        {
            if (organization.Metadata.Table(step.Table!)!.Column(name) is null)
            {
                throw DataverseFault.NoSuchAttribute(step.Table!, name);
            }
        }

        foreach (var image in step.Images)
        {
            if (!WithImages.Contains(step.Message))
            {
                throw Refused(step, $"{step.Message} has no images");
            }

            if (image.Type != ImageType.PostImage && step.Message is "Create" or "CreateMultiple")
            {
                throw Refused(step, "Create has no pre-image");
            }

            if (image.Type != ImageType.PreImage && (step.Message == "Delete" || step.Stage != PipelineStage.PostOperation))
            {
                throw Refused(step, "a post-image exists only in PostOperation, and not on Delete");
            }
        }
    }

    private static Exception Refused(StepRegistration step, string reason) =>
        DataverseFault.InvalidArgument($"Step '{step.Name}' cannot be registered: {reason}.");
}
