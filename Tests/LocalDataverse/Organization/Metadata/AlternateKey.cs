namespace LocalDataverse.Metadata;

public sealed record AlternateKey(string LogicalName, string DisplayName, IReadOnlyList<string> Columns);
