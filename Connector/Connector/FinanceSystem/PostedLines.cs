namespace ProjectInvoice.Connector.FinanceSystem;

/// <summary>The lines of a posted invoice.</summary>
internal sealed record PostedLines
{
    /// <summary>Their set.</summary>
    public required string Set { get; init; }

    /// <summary>The property that names the invoice by its document number; null: they lie below it.</summary>
    public string? Parent { get; init; }

    /// <summary>Which of them count; null for all.</summary>
    public string? Filter { get; init; }

    /// <summary>The property with the id under which the actual was delivered; null: lines are told apart by the number that their map gave.</summary>
    public string? Actual { get; init; }

    /// <summary>A property that is empty as long as the line is not posted; null for none.</summary>
    public string? Posted { get; init; }

    /// <summary>Fields of the contract, and the property of the line that each is taken from; with <c>document.</c> before it, of the invoice.</summary>
    public required IReadOnlyDictionary<string, string> Fields { get; init; }

    /// <summary>Fields that stand there in the currency of the invoice, and are told in that of the company.</summary>
    public IReadOnlyList<string> Converted { get; init; } = [];
}
