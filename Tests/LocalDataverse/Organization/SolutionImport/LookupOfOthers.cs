using LocalDataverse.Metadata;

namespace LocalDataverse.SolutionImport;

/// <summary>A lookup that stays when the tables that it names go.</summary>
internal sealed record LookupOfOthers(TableMetadata Table, string Column)
{
    public override string ToString() => $"{Table.LogicalName}.{Column}";
}
