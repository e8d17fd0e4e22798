namespace LocalDataverse.SolutionImport;

/// <summary>Ids of platform messages, which are the same in every environment and stand in the steps of a solution.</summary>
internal static class PlatformMessages
{
    internal static IReadOnlyDictionary<Guid, string> ById { get; } =
        new Dictionary<Guid, string>
        {
            [new Guid("9ebdbb1b-ea3e-db11-86a7-000a3a5473e8")] = "Create",
            [new Guid("20bebb1b-ea3e-db11-86a7-000a3a5473e8")] = "Update",
            [new Guid("a1bdbb1b-ea3e-db11-86a7-000a3a5473e8")] = "Delete",
        };
}
