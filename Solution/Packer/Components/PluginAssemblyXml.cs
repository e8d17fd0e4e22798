using System.Xml.Linq;
using Solution.Packer.Archive;
using Solution.Packer.Declarations;

namespace Solution.Packer.Components;

/// <summary>Assemblies and their types as customizations.xml has them.</summary>
internal static class PluginAssemblyXml
{
    private const int Sandbox = 2;
    private const int InDatabase = 0;

    /// <summary>An assembly of plug-in classes.</summary>
    internal static XElement Plugins(AssemblyFacts assembly, IEnumerable<PluginType> types) =>
        Assembly(assembly, types.Select(type => Type(assembly, type.Id, type.TypeName, type.FriendlyName)));

    /// <summary>An assembly of workflow activities; the group is where the process designer lists them.</summary>
    internal static XElement Activities(AssemblyFacts assembly) =>
        Assembly(
            assembly,
            assembly.Activities.Select(name =>
            {
                var type = Type(assembly, NameBasedId.Of($"plugintype:{name}"), name, name);
                type.Add(new XElement("WorkflowActivityGroupName", $"{assembly.Name} ({assembly.Version})"));
                return type;
            })
        );

    /// <summary>Name of a type with its assembly.</summary>
    internal static string QualifiedName(string typeName, AssemblyFacts assembly) => $"{typeName}, {assembly.FullName}";

    private static XElement Assembly(AssemblyFacts assembly, IEnumerable<XElement> types) =>
        new(
            "PluginAssembly",
            new XAttribute("FullName", assembly.FullName),
            new XAttribute("PluginAssemblyId", assembly.Id.ToString("D")),
            new XAttribute("CustomizationLevel", 1),
            new XElement("IsolationMode", Sandbox),
            new XElement("SourceType", InDatabase),
            new XElement("IntroducedVersion", "1.0"),
            new XElement("FileName", "/" + assembly.ZipPath),
            new XElement("PluginTypes", types)
        );

    private static XElement Type(AssemblyFacts assembly, Guid id, string typeName, string friendlyName) =>
        new(
            "PluginType",
            new XAttribute("AssemblyQualifiedName", QualifiedName(typeName, assembly)),
            new XAttribute("PluginTypeId", id.ToString("D")),
            new XAttribute("Name", typeName),
            new XElement("FriendlyName", friendlyName)
        );
}
