namespace LocalDataverse.Metadata;

public sealed record ColumnMetadata
{
    public ColumnMetadata(string logicalName, ColumnType type)
    {
        LogicalName = logicalName;
        SchemaName = logicalName;
        DisplayName = logicalName;
        Type = type;
    }

    public string LogicalName { get; init; }

    public string SchemaName { get; init; }

    public string DisplayName { get; init; }

    public string? Description { get; init; }

    public ColumnType Type { get; init; }

    public RequiredLevel Required { get; init; }

    /// <summary>Characters; only text columns. Null: 100 for String, 2,000 for Memo.</summary>
    public int? MaxLength { get; init; }

    /// <summary>Digits after the point. Null: 2 for Decimal and Double, 4 for Money.</summary>
    public int? Precision { get; init; }

    public PrecisionSource PrecisionSource { get; init; }

    public decimal? MinValue { get; init; }

    public decimal? MaxValue { get; init; }

    public DateTimeBehavior Behavior { get; init; }

    public DateTimeFormat Format { get; init; }

    /// <summary>A text of a component that each user reads in the language of the user interface.</summary>
    public bool Localizable { get; init; }

    /// <summary>Filled by the platform: values that callers send are ignored.</summary>
    public bool ReadOnly { get; init; }

    public IReadOnlyList<string> Targets { get; init; } = [];

    /// <summary>Target table to single-valued navigation property (case-sensitive in the Web API).</summary>
    public IReadOnlyDictionary<string, string> Navigation { get; init; } = new Dictionary<string, string>();

    /// <summary>Name of the choice (option set), where the column has one.</summary>
    public string? Choice { get; init; }

    /// <summary>Empty on a choice column: no value is checked.</summary>
    public IReadOnlyList<ChoiceOption> Options { get; init; } = [];

    /// <summary>Format of an auto-number column: <c>INV-{SEQNUM:5}</c> or <c>INV-{0:00000}</c>.</summary>
    public string? AutoNumber { get; init; }

    /// <summary>
    /// The columns whose values, with a blank between them, are this column's: a full name of first and last name. Empty: it has a value of its own.
    /// </summary>
    public IReadOnlyList<string> ComposedOf { get; init; } = [];

    /// <summary>Value set at create where none is sent: bool, int, decimal or string.</summary>
    public object? Default { get; init; }

    public bool IsLookup => Type is ColumnType.Lookup or ColumnType.Owner or ColumnType.Customer;

    public bool IsChoice => Type is ColumnType.Picklist or ColumnType.State or ColumnType.Status;

    public bool IsText => Type is ColumnType.String or ColumnType.Memo;

    /// <summary>
    /// The navigation property towards a target; the schema name where none is declared (with several targets: schema name, underscore, target).
    /// </summary>
    public string NavigationTo(string target) =>
        Navigation.TryGetValue(target, out var name) ? name
        : Targets.Count > 1 && Type != ColumnType.Owner ? SchemaName + "_" + target
        : SchemaName;

    public ChoiceOption? OptionOf(int value)
    {
        foreach (var option in Options)
        {
            if (option.Value == value)
            {
                return option;
            }
        }

        return null;
    }
}
