namespace ProjectInvoice.Connector.Dataverse;

/// <summary>A table as the Web API's definitions describe it.</summary>
/// <param name="Name">The logical name.</param>
/// <param name="SetName">The name of its entity set.</param>
/// <param name="PrimaryId">The column of its id.</param>
/// <param name="PrimaryName">The column that names its rows.</param>
/// <param name="TracksChanges">Whether change tracking is on.</param>
/// <param name="Columns">Its columns by logical name.</param>
/// <param name="Targets">Tables that each lookup can refer to.</param>
internal sealed record TableDefinition(
    string Name,
    string SetName,
    string PrimaryId,
    string PrimaryName,
    bool TracksChanges,
    IReadOnlyDictionary<string, ColumnDefinition> Columns,
    IReadOnlyDictionary<string, IReadOnlyList<string>> Targets
);
