namespace ProjectInvoice.Connector.FinanceSystem;

/// <summary>A set that shows what was posted, and how its rows say what the contract of postings says.</summary>
internal sealed record PostingSource
{
    /// <summary>Its name, under which the place is kept where reading goes on.</summary>
    public required string Name { get; init; }

    /// <summary>Whether a row is a posted invoice or a posted line of a journal.</summary>
    public required PostedRows Rows { get; init; }

    /// <summary>The set.</summary>
    public required string Set { get; init; }

    /// <summary>Which rows are posted; null for all.</summary>
    public string? Filter { get; init; }

    /// <summary>The property with the time of the last change or of the posting.</summary>
    public required string Time { get; init; }

    /// <summary>How much is read again each time: rows may appear later than their time says.</summary>
    public required TimeSpan Overlap { get; init; }

    /// <summary>The shortest time between two readings.</summary>
    public TimeSpan Every { get; init; }

    /// <summary>How far back it is read once a day, for rows that appear later still; nothing: never.</summary>
    public TimeSpan Sweep { get; init; }

    /// <summary>The property with the number of the invoice as it was delivered, or of the journal.</summary>
    public required string Document { get; init; }

    /// <summary>Of journals: the property with the id under which the actual was delivered.</summary>
    public string? Actual { get; init; }

    /// <summary>Fields of the contract, and the property that each is taken from: of the invoice, or of the line of a journal.</summary>
    public IReadOnlyDictionary<string, string> Fields { get; init; } = new Dictionary<string, string>();

    /// <summary>Of invoices: where their lines are.</summary>
    public PostedLines? Lines { get; init; }

    /// <summary>The exchange rates, where lines have none of their own; null where they have.</summary>
    public RateSource? Rate { get; init; }

    /// <summary>Whether amounts stand there with the opposite sign, as on credit notes.</summary>
    public bool Negated { get; init; }
}
