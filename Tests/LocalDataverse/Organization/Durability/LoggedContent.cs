namespace LocalDataverse.Durability;

/// <summary>What a log holds: the last version of each row, every name and counter, the metadata as they were written last.</summary>
/// <param name="Rows">Read once, in the order of their places.</param>
public sealed record LoggedContent(
    IEnumerable<LoggedRow> Rows,
    IReadOnlyDictionary<int, string> Names,
    IReadOnlyDictionary<string, long> Counters,
    string Metadata
);
