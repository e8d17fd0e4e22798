namespace LocalDataverse.Durability;

/// <summary>One version of a row, in place of the version before it.</summary>
/// <param name="Place">Number of the row in the log: the same for each of its versions, never used for another row.</param>
/// <param name="Table">Number of the table's name.</param>
/// <param name="Content">The columns, encoded; null: the row is deleted, which stays known for change tracking.</param>
public readonly record struct LoggedRow(long Place, int Table, Guid Id, long Version, byte[]? Content);
