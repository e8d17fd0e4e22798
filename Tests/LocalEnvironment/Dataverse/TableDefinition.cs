namespace LocalEnvironment.Dataverse;

/// <summary>A table as the environment defines it; navigation names by column and target table.</summary>
internal sealed record TableDefinition(
    string Name,
    string EntitySetName,
    string PrimaryId,
    IReadOnlyDictionary<string, ColumnDefinition> Columns,
    IReadOnlyDictionary<(string Column, string Target), string> Navigations
)
{
    public IEnumerable<string> TargetsOf(string column) => Navigations.Keys.Where(key => key.Column == column).Select(key => key.Target);
}
