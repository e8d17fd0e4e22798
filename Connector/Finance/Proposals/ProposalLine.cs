using ProjectInvoice.Finance.Storage;

namespace ProjectInvoice.Finance.Proposals;

/// <summary>One chargeable billed sales actual on a proposal, with what was decided about it. Amounts are in sales currency.</summary>
internal sealed class ProposalLine : ICompanyRow
{
    public string DataAreaId { get; set; } = string.Empty;

    public string InvoiceProposalId { get; set; } = string.Empty;

    /// <summary>From 1 in canonical order: project, date, actual id.</summary>
    public int LineNumber { get; set; }

    public Guid ActualsImportId { get; set; }

    public Guid ActualId { get; set; }

    /// <summary>Hour, Expense, Item, Fee or OnAccount.</summary>
    public string TransactionType { get; set; } = string.Empty;

    public string? ProjectId { get; set; }

    public string? ContractId { get; set; }

    public string? TransactionCategoryId { get; set; }

    public DateOnly TransactionDate { get; set; }

    public decimal Quantity { get; set; }

    public string? UnitOfMeasure { get; set; }

    public decimal? UnitPrice { get; set; }

    public decimal Amount { get; set; }

    public string CurrencyId { get; set; } = string.Empty;

    public string? SalesTaxGroup { get; set; }

    public string? ItemSalesTaxGroup { get; set; }

    public decimal SalesTaxAmount { get; set; }

    /// <summary>The amount without sales tax: the amount itself, less the tax that it contains where the contract's prices include sales tax.</summary>
    public decimal NetAmount { get; set; }

    public string ProfileId { get; set; } = string.Empty;

    public string LineProperty { get; set; } = string.Empty;

    /// <summary>Name=value pairs separated by semicolons, in the order of their names.</summary>
    public string Dimensions { get; set; } = string.Empty;

    /// <summary>The unbilled sales that this line bills; null for on-account and credit lines.</summary>
    public Guid? UnbilledActualId { get; set; }

    /// <summary>The billed sales that this line credits; null on every other line.</summary>
    public Guid? CreditedActualId { get; set; }

    /// <summary>
    /// The billed sales that this line bills anew after it was credited (a correction), whose tax percentages it keeps; null on every other line.
    /// </summary>
    public Guid? CorrectedActualId { get; set; }

    /// <summary>The billed sales by which the retainer of this line was invoiced: its own where it invoices one; null where it has none.</summary>
    public Guid? RetainerActualId { get; set; }

    /// <summary>The milestone that this line bills or credits; null where the billed sales names none.</summary>
    public Guid? MilestoneId { get; set; }

    /// <summary>The on-account transaction that this line bills; null on every other line.</summary>
    public Guid? OnAccountTransactionId { get; set; }

    public string? Description { get; set; }

    /// <summary>Whether it uses or refunds a retainer.</summary>
    public bool TakesFromRetainer() => RetainerActualId is { } retainer && retainer != ActualId && CreditedActualId is null;
}
