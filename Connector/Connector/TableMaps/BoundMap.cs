using Newtonsoft.Json.Linq;
using ProjectInvoice.Connector.Dataverse;
using ProjectInvoice.Connector.FinanceSystem;

namespace ProjectInvoice.Connector.TableMaps;

/// <summary>A map whose every name was found on both sides.</summary>
/// <param name="Set">Its entity set; null for maps from finance.</param>
/// <param name="Filter">Its filter, read.</param>
/// <param name="Fields">Its fields with their ways to the columns.</param>
/// <param name="Related">Its related rows.</param>
/// <param name="LookupColumns">For each table that ways lead to: the columns needed of it.</param>
internal sealed record BoundMap(
    TableMap Map,
    TableDefinition Table,
    FinanceSet? Set,
    FilterExpression? Filter,
    IReadOnlyList<BoundField> Fields,
    IReadOnlyDictionary<string, BoundRelated> Related,
    IReadOnlyDictionary<TableDefinition, IReadOnlySet<string>> LookupColumns
)
{
    /// <summary>Read names of the columns of the row itself that the map needs.</summary>
    public required IReadOnlyList<string> Select { get; init; }

    /// <summary>Whether a field takes its day from a moment, so that the time zone matters.</summary>
    public bool NeedsTimeZone =>
        Fields.Any(bound => bound.Property is { IsDate: true } && bound.Paths.Any(path => path.Column.Behavior == DateTimeBehavior.UserLocal));

    /// <summary>What its rows wait for; null for nothing.</summary>
    public BoundWait? WaitsFor { get; init; }

    /// <summary>The rows with which its rows wait.</summary>
    public IReadOnlyList<BoundPartner> WaitsWith { get; init; } = [];

    /// <summary>The message that carries the natural keys of a row's invoice; null for none.</summary>
    public BoundMessageKeys? Message { get; init; }

    /// <summary>The columns that say of a row that it is not sent.</summary>
    public IReadOnlyList<string> SkipReadNames { get; init; } = [];

    /// <summary>Reversals that billing itself makes; null for none.</summary>
    public BoundOwnReversals? OwnReversals { get; init; }

    /// <summary>Its tied rows.</summary>
    public IReadOnlyList<BoundTiedRows> Tied { get; init; } = [];

    /// <summary>Of lines: the property of their lookup to the invoice; null for other maps.</summary>
    public string? InvoiceReadName { get; init; }

    /// <summary>Of lines: the properties by which they are put in order.</summary>
    public IReadOnlyList<string> OrderReadNames { get; init; } = [];

    /// <summary>Of lines: which rows are not sent, and are posted with the invoice all the same; null for none.</summary>
    public FilterExpression? Unsent { get; init; }

    /// <summary>Whether a row is none of the lines, and is posted with the invoice all the same.</summary>
    public bool IsUnsent(JObject row) => Unsent?.Matches(row) == true && !Sends(row);

    /// <summary>By what a row is put in order among the lines.</summary>
    public string SortOf(JObject row)
    {
        ArgumentNullException.ThrowIfNull(row);
        return string.Join('\n', OrderReadNames.Select(name => row[name] is JValue { Value: not null } value ? FieldValue.Text(value) : ""));
    }

    /// <summary>Whether a row is sent, as far as its own columns tell.</summary>
    /// <param name="row">The row as it was read.</param>
    public bool Sends(JObject row)
    {
        ArgumentNullException.ThrowIfNull(row);
        return (Filter is null || Filter.Matches(row)) && !SkipReadNames.Any(name => row[name] is JValue { Value: true });
    }
}
