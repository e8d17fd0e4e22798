namespace ProjectInvoice.Connector.Invoices;

/// <summary>Which invoices are asked for.</summary>
internal sealed record InvoiceFilter
{
    /// <summary>Those in this state; null for all.</summary>
    public InvoiceState? State { get; init; }

    /// <summary>Those under way for longer than this; null for all.</summary>
    public TimeSpan? OlderThan { get; init; }

    /// <summary>Those of a customer, by the account number or a part of the name; null for all.</summary>
    public string? Customer { get; init; }

    /// <summary>Those of a number; null for all.</summary>
    public string? Number { get; init; }

    /// <summary>The place to go on behind; null for the first page.</summary>
    public long? After { get; init; }

    /// <summary>How many a page.</summary>
    public int Limit { get; init; } = 50;
}
