using LocalDataverse.Registration;

namespace LocalDataverse.SolutionImport;

internal sealed record ImportedStep(StepRegistration Registration, string? Description);
