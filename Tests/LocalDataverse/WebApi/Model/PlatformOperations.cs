namespace LocalDataverse.WebApi.Model;

/// <summary>The messages of the platform itself that the Web API offers as functions and actions.</summary>
internal static class PlatformOperations
{
    private static readonly OperationParameter[] ImportParameters =
    [
        new("OverwriteUnmanagedCustomizations", ParameterType.Boolean, false),
        new("PublishWorkflows", ParameterType.Boolean, false),
        new("CustomizationFile", ParameterType.Binary, false),
        new("ImportJobId", ParameterType.Guid, false),
        new("ConvertToManaged", ParameterType.Boolean, true),
        new("SkipProductUpdateDependencies", ParameterType.Boolean, true),
        new("HoldingSolution", ParameterType.Boolean, true),
    ];

    public static IReadOnlyList<OperationModel> All { get; } =
    [
        new(
            "WhoAmI",
            true,
            OperationBinding.Global,
            null,
            [],
            [new("BusinessUnitId", ParameterType.Guid, false), new("UserId", ParameterType.Guid, false), new("OrganizationId", ParameterType.Guid, false)]
        ),
        new("RetrieveUserPrivileges", true, OperationBinding.Entity, "systemuser", [], [new("RolePrivileges", ParameterType.RolePrivileges, false)])
        {
            RowIdParameter = "UserId",
        },
        new("RetrieveVersion", true, OperationBinding.Global, null, [], [new("Version", ParameterType.String, true)]),
        new("ImportSolution", false, OperationBinding.Global, null, ImportParameters, []),
        new(
            "ImportSolutionAsync",
            false,
            OperationBinding.Global,
            null,
            [.. ImportParameters.Select(parameter => parameter with { IsOptional = parameter.IsOptional || parameter.Name == "ImportJobId" })],
            [new("ImportJobKey", ParameterType.String, false), new("AsyncOperationId", ParameterType.Guid, false)]
        ),
        new(
            "DeleteAndPromote",
            false,
            OperationBinding.Global,
            null,
            [new("UniqueName", ParameterType.String, false)],
            [new("SolutionId", ParameterType.Guid, false)]
        ),
        new(
            "DeleteAndPromoteAsync",
            false,
            OperationBinding.Global,
            null,
            [new("UniqueName", ParameterType.String, false)],
            [new("AsyncOperationId", ParameterType.Guid, false)]
        ),
        new(
            "RetrieveDependenciesForUninstall",
            true,
            OperationBinding.Global,
            null,
            [new("SolutionUniqueName", ParameterType.String, false)],
            [new("value", ParameterType.EntityCollection, false, "dependency")]
        ),
        new("PublishAllXml", false, OperationBinding.Global, null, [], []),
        new("PublishXml", false, OperationBinding.Global, null, [new("ParameterXml", ParameterType.String, false)], []),
        new(
            "RetrieveEntityRibbon",
            true,
            OperationBinding.Global,
            null,
            [new("EntityName", ParameterType.String, false), new("RibbonLocationFilter", ParameterType.RibbonLocationFilters, false)],
            [new("CompressedEntityXml", ParameterType.Binary, false)]
        ),
        new("RetrieveApplicationRibbon", true, OperationBinding.Global, null, [], [new("CompressedApplicationRibbonXml", ParameterType.Binary, false)]),
        new(
            "CreateMultiple",
            false,
            OperationBinding.EntityCollection,
            null,
            [new("Targets", ParameterType.EntityCollection, false)],
            [new("Ids", ParameterType.GuidArray, false)]
        ),
        new("UpsertMultiple", false, OperationBinding.EntityCollection, null, [new("Targets", ParameterType.EntityCollection, false)], []),
        new(
            "RetrieveTotalRecordCount",
            true,
            OperationBinding.Global,
            null,
            [new("EntityNames", ParameterType.StringArray, false)],
            [new("EntityRecordCountCollection", ParameterType.RecordCounts, false)]
        ),
        new("UpdateMultiple", false, OperationBinding.EntityCollection, null, [new("Targets", ParameterType.EntityCollection, false)], []),
    ];
}
