namespace LocalDataverse.Metadata;

/// <summary>Immutable; changing a table makes a new one.</summary>
public sealed record TableMetadata
{
    public TableMetadata(string logicalName, string entitySetName, string primaryId, string primaryName, TableOwnership ownership)
    {
        LogicalName = logicalName;
        SchemaName = logicalName;
        DisplayName = logicalName;
        EntitySetName = entitySetName;
        PrimaryId = primaryId;
        PrimaryName = primaryName;
        Ownership = ownership;
    }

    public string LogicalName { get; init; }

    public string SchemaName { get; init; }

    public string DisplayName { get; init; }

    public string EntitySetName { get; init; }

    public string PrimaryId { get; init; }

    /// <summary>Empty where the table has no name column (intersect tables).</summary>
    public string PrimaryName { get; init; }

    public TableOwnership Ownership { get; init; }

    public bool ChangeTracking { get; init; }

    public bool OptimisticConcurrency { get; init; } = true;

    public IReadOnlyDictionary<string, ColumnMetadata> Columns { get; init; } = new Dictionary<string, ColumnMetadata>();

    public IReadOnlyList<AlternateKey> Keys { get; init; } = [];

    public bool IsIntersect => Ownership == TableOwnership.None;

    public ColumnMetadata? Column(string logicalName) => Columns.TryGetValue(logicalName, out var column) ? column : null;

    public TableMetadata WithColumns(IEnumerable<ColumnMetadata> columns)
    {
        var merged = Columns.Values.ToDictionary(column => column.LogicalName, StringComparer.Ordinal);
        foreach (var column in columns)
        {
            merged[column.LogicalName] = column;
        }

        return this with
        {
            Columns = merged,
        };
    }

    public TableMetadata Without(IReadOnlyCollection<string> columns, IReadOnlyCollection<string> keys) =>
        this with
        {
            Columns = Columns.Values.Where(column => !columns.Contains(column.LogicalName)).ToDictionary(column => column.LogicalName, StringComparer.Ordinal),
            Keys = [.. Keys.Where(key => !keys.Contains(key.LogicalName))],
        };

    public TableMetadata WithKey(AlternateKey key) => this with { Keys = [.. Keys.Where(k => k.LogicalName != key.LogicalName), key] };
}
