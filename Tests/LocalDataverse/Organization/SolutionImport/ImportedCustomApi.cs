using LocalDataverse.Registration;

namespace LocalDataverse.SolutionImport;

/// <param name="Labels">Display name and description of each parameter and response property, by its id.</param>
internal sealed record ImportedCustomApi(
    CustomApiRegistration Registration,
    string DisplayName,
    string Description,
    IReadOnlyDictionary<Guid, (string DisplayName, string Description)> Labels
);
