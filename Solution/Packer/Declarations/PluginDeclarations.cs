namespace Solution.Packer.Declarations;

/// <summary>Everything that the plug-in assembly declares.</summary>
/// <param name="Types">Plug-in classes.</param>
/// <param name="Steps">Steps.</param>
/// <param name="CustomApis">Custom APIs.</param>
public sealed record PluginDeclarations(IReadOnlyList<PluginType> Types, IReadOnlyList<PluginStep> Steps, IReadOnlyList<CustomApi> CustomApis);
