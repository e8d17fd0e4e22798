namespace ProjectInvoice.Connector.FinanceSystem;

/// <summary>How an invoice is one document: created, filled with its lines, compared, and only then posted or left to a clerk.</summary>
internal sealed record DocumentShape
{
    /// <summary>The set of documents.</summary>
    public required string Set { get; init; }

    /// <summary>The set of their lines, below a document.</summary>
    public required string Lines { get; init; }

    /// <summary>The property that identifies a document or a line in addresses.</summary>
    public required string Id { get; init; }

    /// <summary>The property that says how far a document has come.</summary>
    public required string Status { get; init; }

    /// <summary>Its values as long as lines may be added.</summary>
    public required IReadOnlyList<string> Open { get; init; }

    /// <summary>Its values of documents that count no more: one of the same number may follow.</summary>
    public IReadOnlyList<string> Void { get; init; } = [];

    /// <summary>The total without tax that the system computes.</summary>
    public required string Total { get; init; }

    /// <summary>The amount of a line without tax that the system computes.</summary>
    public required string LineAmount { get; init; }

    /// <summary>The quantity of a line.</summary>
    public required string Quantity { get; init; }

    /// <summary>The price of one unit.</summary>
    public required string Price { get; init; }

    /// <summary>What happens to a document that is complete.</summary>
    public required DocumentEnd Then { get; init; }

    /// <summary>The full name of the action that posts a document.</summary>
    public string? PostAction { get; init; }

    /// <summary>The documents for a total below zero; null where the same set takes it.</summary>
    public CreditShape? Credit { get; init; }
}
