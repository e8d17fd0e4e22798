namespace LocalDataverse.SolutionImport.Interface;

/// <summary>A component that an app holds.</summary>
/// <param name="Type">Number of the component type.</param>
/// <param name="Name">How the solution names it: a schema name or an id.</param>
internal sealed record AppPart(int Type, string Name, Guid Id);
