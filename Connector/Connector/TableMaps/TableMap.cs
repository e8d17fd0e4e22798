namespace ProjectInvoice.Connector.TableMaps;

/// <summary>One table map, as its file says it.</summary>
internal sealed record TableMap
{
    /// <summary>The map's name.</summary>
    public required string Name { get; init; }

    /// <summary>Its version; a new one reads the whole table once more.</summary>
    public required string Version { get; init; }

    /// <summary>Which side is read.</summary>
    public MapDirection Direction { get; init; }

    /// <summary>What makes it run.</summary>
    public MapTrigger Trigger { get; init; }

    /// <summary>Maps with a smaller number run first.</summary>
    public int Order { get; init; }

    /// <summary>The table of Dataverse.</summary>
    public required string Table { get; init; }

    /// <summary>The entity set of finance; empty for maps from finance.</summary>
    public string FinanceSet { get; init; } = "";

    /// <summary>The time zone in which a moment is a day, by its IANA or Windows name; null for the one of the environment variable pinv_TimeZone.</summary>
    public string? TimeZone { get; init; }

    /// <summary>What a row is called in errors.</summary>
    public string Record { get; init; } = "Row";

    /// <summary>Which rows are sent; applied by the connector on columns of the row itself.</summary>
    public string? Filter { get; init; }

    /// <summary>Yes-or-no columns that say of a row that it is not sent, beside the filter; one that Dataverse does not have says nothing.</summary>
    public IReadOnlyList<string> SkipColumns { get; init; } = [];

    /// <summary>Reversals that billing itself makes, and that are not sent; null where the map has none.</summary>
    public OwnReversals? OwnReversals { get; init; }

    /// <summary>The fields that identify the row in finance.</summary>
    public IReadOnlyList<string> Keys { get; init; } = [];

    /// <summary>Whether a row that was delivered before is changed in finance; otherwise finance refuses the change and it is listed.</summary>
    public bool UpdatesDelivered { get; init; }

    /// <summary>What a row waits for before it is delivered; null for nothing.</summary>
    public WaitCondition? WaitsFor { get; init; }

    /// <summary>Lookups to rows with which a row waits, each with its table in parentheses: it goes once none of them waits any more.</summary>
    public IReadOnlyList<string> WaitsWith { get; init; } = [];

    /// <summary>Rows of other tables that paths can begin with.</summary>
    public IReadOnlyList<RelatedRows> Related { get; init; } = [];

    /// <summary>Rows of other tables that paths can begin with although no lookup leads to them.</summary>
    public IReadOnlyList<TiedRows> Tied { get; init; } = [];

    /// <summary>The message that carries the natural keys of a row's invoice; null for none.</summary>
    public MessageKeys? Message { get; init; }

    /// <summary>Of lines: the lookup of a row to its invoice.</summary>
    public string? Invoice { get; init; }

    /// <summary>Of lines: the columns by which they are put in order, before their ids.</summary>
    public IReadOnlyList<string> OrderBy { get; init; } = [];

    /// <summary>Of lines: the column with the id under which the row was imported.</summary>
    public string? ImportId { get; init; }

    /// <summary>Of lines: which rows are not sent, and are posted with the invoice all the same.</summary>
    public string? Unsent { get; init; }

    /// <summary>The fields.</summary>
    public IReadOnlyList<FieldMap> Fields { get; init; } = [];

    /// <summary>SHA-256 of the file's content: a changed map reads the whole table once more.</summary>
    public string Fingerprint { get; init; } = "";
}
