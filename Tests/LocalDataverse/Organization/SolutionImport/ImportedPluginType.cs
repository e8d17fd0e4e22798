namespace LocalDataverse.SolutionImport;

/// <param name="ActivityGroup">Null for a plug-in; for a workflow activity its group in the process designer.</param>
internal sealed record ImportedPluginType(Guid Id, string TypeName, string FriendlyName, string? ActivityGroup);
