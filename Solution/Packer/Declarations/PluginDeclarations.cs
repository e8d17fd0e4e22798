namespace Solution.Packer.Declarations;

/// <summary>Everything that the plug-in assembly declares.</summary>
/// <param name="Types">Plug-in classes.</param>
internal sealed record PluginDeclarations(IReadOnlyList<PluginType> Types, IReadOnlyList<PluginStep> Steps, IReadOnlyList<CustomApi> CustomApis);
