using Finance.Posting.Documents;

namespace Finance.Proposals;

/// <summary>A section of a laid-out document with its totals; without sections there is one that has no name.</summary>
internal sealed record ProFormaSection(string? Name, decimal NetAmount, decimal SalesTaxAmount, IReadOnlyList<InvoiceLine> Lines);
