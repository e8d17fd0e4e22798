using Solution.Packer.Components;

namespace Solution.Packer;

/// <summary>What to pack, and where to.</summary>
/// <param name="SourceFolder">Folder of the unpacked solution (with Other/Solution.xml).</param>
/// <param name="PluginAssembly">Plug-in assembly that declares its steps and custom APIs; the SDK assemblies stand beside it.</param>
/// <param name="WorkflowAssemblies">Assemblies of workflow activities, read without being loaded.</param>
/// <param name="OutputFolder">Folder for the two zip files; created where missing.</param>
internal sealed record PackOptions(string SourceFolder, string PluginAssembly, IReadOnlyList<string> WorkflowAssemblies, string OutputFolder)
{
    /// <summary>The product's form that the managed solution adds its tab to; null: none, ours stands beside it.</summary>
    public InvoiceForm? InvoiceForm { get; init; }
}
