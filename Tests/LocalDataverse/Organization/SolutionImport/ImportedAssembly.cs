namespace LocalDataverse.SolutionImport;

internal sealed record ImportedAssembly(Guid Id, string Name, Version Version, string PublicKeyToken, byte[] Content, IReadOnlyList<ImportedPluginType> Types);
