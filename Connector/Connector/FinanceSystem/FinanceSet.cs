namespace ProjectInvoice.Connector.FinanceSystem;

/// <summary>An entity set of finance as $metadata describes it.</summary>
/// <param name="Name">The set's name.</param>
/// <param name="Keys">Its key properties, in order.</param>
/// <param name="Properties">Its properties by name.</param>
/// <param name="BulkAction">The full name of its bulk action, or null where it has none.</param>
internal sealed record FinanceSet(string Name, IReadOnlyList<string> Keys, IReadOnlyDictionary<string, FinanceProperty> Properties, string? BulkAction)
{
    /// <summary>The full name of the action that withdraws an invoice, or null where the set has none.</summary>
    public string? WithdrawAction { get; init; }
}
