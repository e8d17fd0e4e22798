using Simulator.Drafting;

namespace Simulator.Invariants;

/// <summary>Both sides once everything is quiet, read past the product: rows of tables, no sums of anybody's.</summary>
internal sealed record EndState
{
    public required IReadOnlyList<DraftedInvoice> Drafted { get; init; }

    public required IReadOnlyList<InvoiceRow> Invoices { get; init; }

    /// <summary>Billed sales in Dataverse.</summary>
    public required IReadOnlyList<BilledRow> Billed { get; init; }

    public required IReadOnlyList<ProposalRow> Proposals { get; init; }

    public required IReadOnlyList<LineRow> Lines { get; init; }

    public required IReadOnlyList<TransactionRow> Transactions { get; init; }

    public required IReadOnlyList<EntryRow> Ledger { get; init; }

    public required IReadOnlyList<CustomerRow> Customers { get; init; }

    public required IReadOnlyList<PostedRow> Posted { get; init; }

    /// <summary>Work that is left, a line each.</summary>
    public required IReadOnlyList<WorkRow> Unfinished { get; init; }

    /// <summary>Values that were written and then overwritten with others, a sentence each.</summary>
    public required IReadOnlyList<string> Rewritten { get; init; }

    /// <summary>Numbers that nobody bears any more and that the books say so of: lost by a restore.</summary>
    public required IReadOnlyList<long> LostNumbers { get; init; }
}
