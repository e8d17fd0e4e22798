namespace LocalDataverse.Durability;

/// <summary>What one transaction has changed.</summary>
/// <param name="Rows">The last version of each row that was written.</param>
/// <param name="Names">Numbers that are new, and the names that rows mean by them.</param>
/// <param name="Counters">Counters that have changed, with their new values.</param>
/// <param name="Metadata">All tables and relationships as JSON; null: as before.</param>
public sealed record LoggedTransaction(
    IReadOnlyList<LoggedRow> Rows,
    IReadOnlyList<KeyValuePair<int, string>> Names,
    IReadOnlyList<KeyValuePair<string, long>> Counters,
    string? Metadata
);
