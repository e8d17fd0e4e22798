using System.Reflection;
using System.Xml.Linq;
using LocalDataverse.Metadata;
using LocalDataverse.Plugins;
using LocalDataverse.Registration;
using Microsoft.Xrm.Sdk;

namespace LocalDataverse.SolutionImport;

/// <summary>Reads plug-in assemblies with their types, and steps with their images.</summary>
internal sealed class PluginReader(
    SolutionFile file,
    OrganizationMetadata metadata,
    IReadOnlyDictionary<Guid, string> platformMessages,
    IReadOnlyCollection<string> customApis
)
{
    internal IReadOnlyList<ImportedAssembly> Assemblies() => [.. file.Section("SolutionPluginAssemblies", "PluginAssembly").Select(Assembly)];

    internal IReadOnlyList<ImportedStep> Steps(IReadOnlyCollection<Guid> pluginTypes) =>
        [.. file.Section("SdkMessageProcessingSteps", "SdkMessageProcessingStep").Select(step => Step(step, pluginTypes))];

    private ImportedAssembly Assembly(XElement element)
    {
        var fullName = element.AttributeText("FullName", "plug-in assembly");
        var name = new AssemblyName(fullName);
        var path = element.Text("FileName", fullName);
        var content = file.Content(path) ?? throw ImportFault.PluginType(fullName, $"{path} is not in the compressed file");
        var loaded = Load(content, fullName);
        var types = (element.Element("PluginTypes")?.Elements("PluginType") ?? []).Select(type => Type(type, loaded, fullName)).ToList();
        var token = string.Concat(name.GetPublicKeyToken()!.Select(part => part.ToString("x2", System.Globalization.CultureInfo.InvariantCulture)));
        return new ImportedAssembly(
            XmlReading.Id(element.AttributeText("PluginAssemblyId", fullName), fullName),
            name.Name!,
            name.Version!,
            token,
            content,
            types
        );
    }

    private static Assembly Load(byte[] content, string fullName)
    {
        Assembly loaded;
        try
        {
            loaded = PluginLoader.Load(content);
        }
        catch (BadImageFormatException)
        {
            throw ImportFault.PluginType(fullName, "the file is not a .NET assembly");
        }

        if (loaded.GetName().GetPublicKeyToken() is not { Length: 8 })
        {
            throw ImportFault.PluginType(fullName, "the assembly is not strong-named");
        }

        return loaded.GetName().FullName == fullName ? loaded : throw ImportFault.PluginType(fullName, $"the file holds {loaded.GetName().FullName}");
    }

    private static ImportedPluginType Type(XElement element, Assembly assembly, string fullName)
    {
        var qualified = element.AttributeText("AssemblyQualifiedName", fullName);
        var typeName = qualified.Split(',')[0].Trim();
        var group = element.OptionalText("WorkflowActivityGroupName");

        // System.Activities exists on Windows only: activities cannot be loaded here, and nothing runs them.
        if (group is null && assembly.GetType(typeName)?.GetInterface(typeof(IPlugin).FullName!) is null)
        {
            throw ImportFault.PluginType(fullName, $"{typeName} is not a plug-in of the assembly");
        }

        return new ImportedPluginType(
            XmlReading.Id(element.AttributeText("PluginTypeId", qualified), qualified),
            typeName,
            element.OptionalText("FriendlyName") ?? typeName,
            group
        );
    }

    private ImportedStep Step(XElement element, IReadOnlyCollection<Guid> pluginTypes)
    {
        var name = element.AttributeText("Name", "step");
        var type = XmlReading.Id(element.Text("PluginTypeId", name), name);
        if (!pluginTypes.Contains(type))
        {
            throw ImportFault.Step(name, $"its plug-in type {type:D} is neither in the solution nor installed");
        }

        var message = Message(element, name);
        var table = element.OptionalText("PrimaryEntity");
        if (table is not null && metadata.Table(table) is null)
        {
            throw ImportFault.Step(name, $"table {table} does not exist");
        }

        var filter = Columns(element.OptionalText("FilteringAttributes"), table, name);
        var stage = element.Choice<PipelineStage>("Stage", name);
        var mode = element.Choice<StepMode>("Mode", name);
        if (mode == StepMode.Asynchronous && stage != PipelineStage.PostOperation)
        {
            throw ImportFault.Step(name, "an asynchronous step runs in stage 40 only");
        }

        var images = (element.Element("SdkMessageProcessingStepImages")?.Elements("SdkMessageProcessingStepImage") ?? [])
            .Select(image => Image(image, table, name))
            .ToList();
        var registration = new StepRegistration(
            XmlReading.Id(element.AttributeText("SdkMessageProcessingStepId", name), name),
            type,
            message,
            table,
            stage,
            mode
        )
        {
            Name = name,
            Rank = element.Number("Rank", name) ?? 1,
            FilteringAttributes = filter,
            Images = images,
            UnsecureConfiguration = element.OptionalText("Configuration"),
            AsyncAutoDelete = element.Flag("AsyncAutoDelete"),
        };
        return new ImportedStep(registration, element.OptionalText("Description"));
    }

    private string Message(XElement element, string step)
    {
        if (element.OptionalText("SdkMessageName") is { } name)
        {
            return customApis.Contains(name) ? name : throw ImportFault.Step(step, $"message {name} does not exist");
        }

        var id = XmlReading.Id(element.Text("SdkMessageId", step), step);
        return platformMessages.TryGetValue(id, out var message) ? message : throw ImportFault.Step(step, $"message {id:D} does not exist");
    }

    private StepImage Image(XElement element, string? table, string step)
    {
        var alias = element.Text("EntityAlias", step);
        return new StepImage(
            XmlReading.Id(element.Text("SdkMessageProcessingStepImageId", step), step),
            alias,
            element.Choice<ImageType>("ImageType", step),
            Columns(element.OptionalText("Attributes"), table, step)
        )
        {
            Name = (string?)element.Attribute("Name") ?? alias,
            MessagePropertyName = element.OptionalText("MessagePropertyName") ?? "Target",
        };
    }

    private IReadOnlyList<string> Columns(string? list, string? table, string step)
    {
        var columns = list is null ? [] : list.Split(',').Select(column => column.Trim()).ToList();
        return table is null || columns.FirstOrDefault(column => metadata.Table(table)!.Column(column) is null) is not { } missing
            ? columns
            : throw ImportFault.Step(step, $"table {table} has no column {missing}");
    }
}
