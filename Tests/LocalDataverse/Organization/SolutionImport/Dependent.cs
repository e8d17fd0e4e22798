namespace LocalDataverse.SolutionImport;

/// <summary>Something of others that depends on a component of a solution.</summary>
/// <param name="Type">Number of its component type.</param>
/// <param name="Name">For example <c>step Step of others</c>.</param>
internal sealed record Dependent(int Type, Guid Id, string Name);
