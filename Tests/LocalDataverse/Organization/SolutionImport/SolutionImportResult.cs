namespace LocalDataverse.SolutionImport;

/// <param name="PreviousVersion">Null: the solution was not installed before.</param>
public sealed record SolutionImportResult(
    Guid SolutionId,
    string UniqueName,
    Version Version,
    bool IsManaged,
    Version? PreviousVersion,
    int Tables,
    int Steps,
    int CustomApis
);
