using System.Xml.Linq;
using Solution.Packer.Declarations;

namespace Solution.Packer.Components;

/// <summary>A step as customizations.xml has it, in the order of elements that exports keep.</summary>
internal static class StepXml
{
    private const int PluginTypeEventHandler = 4602;

    internal static XElement Of(PluginStep step, PluginType type, AssemblyFacts assembly) =>
        new(
            "SdkMessageProcessingStep",
            new XAttribute("Name", step.Name),
            new XAttribute("SdkMessageProcessingStepId", step.Id.ToString("B")),
            SdkMessages.IdOf(step.Message) is { } message ? new XElement("SdkMessageId", message.ToString("D")) : new XElement("SdkMessageName", step.Message),
            new XElement("PluginTypeName", PluginAssemblyXml.QualifiedName(type.TypeName, assembly)),
            new XElement("PluginTypeId", type.Id.ToString("D")),
            step.Table.Length > 0 ? new XElement("PrimaryEntity", step.Table) : null,
            new XElement("AsyncAutoDelete", step.Mode),
            step.Description.Length > 0 ? new XElement("Description", step.Description) : null,
            new XElement("FilteringAttributes", string.Join(',', step.FilteringAttributes)),
            new XElement("InvocationSource", 0),
            new XElement("Mode", step.Mode),
            new XElement("Rank", step.Rank),
            new XElement("EventHandlerTypeCode", PluginTypeEventHandler),
            new XElement("Stage", step.Stage),
            new XElement("IsCustomizable", 1),
            new XElement("IsHidden", 0),
            new XElement("SupportedDeployment", 0),
            new XElement("IntroducedVersion", "1.0"),
            new XElement("SdkMessageProcessingStepImages", step.Images.Select(image => Image(step, image)))
        );

    private static XElement Image(PluginStep step, StepImage image) =>
        new(
            "SdkMessageProcessingStepImage",
            new XAttribute("Name", image.Name),
            new XElement("SdkMessageProcessingStepImageId", image.Id.ToString("B")),
            new XElement("Attributes", string.Join(',', image.Columns)),
            new XElement("EntityAlias", image.Alias),
            new XElement("ImageType", image.Type),
            // The image of Create is that of its answer; all others that of what they are given.
            new XElement("MessagePropertyName", step.Message == "Create" ? "Id" : "Target"),
            new XElement("IsCustomizable", 1)
        );
}
