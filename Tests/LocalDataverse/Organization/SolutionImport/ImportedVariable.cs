using LocalDataverse.Registration;

namespace LocalDataverse.SolutionImport;

internal sealed record ImportedVariable(EnvironmentVariableRegistration Registration, string DisplayName, string? Description, bool IsRequired);
