using ProjectInvoice.Finance.Staging;
using ProjectInvoice.Finance.Storage;

namespace ProjectInvoice.Finance.Journal;

/// <summary>
/// One cost or unbilled sales actual in an integration journal. Amount is in the line's currency, accounting and reporting amounts in the company's.
/// </summary>
internal sealed class IntegrationJournalLine : ICompanyRow
{
    public string DataAreaId { get; set; } = string.Empty;

    public string JournalId { get; set; } = string.Empty;

    /// <summary>From 1 in canonical order: project, date, actual id.</summary>
    public int LineNumber { get; set; }

    public Guid ActualsImportId { get; set; }

    public Guid ActualId { get; set; }

    /// <summary>Cost or Sales.</summary>
    public ProjCDSTransType Kind { get; set; }

    /// <summary>Hour, Expense, Item, Fee or OnAccount.</summary>
    public string TransactionType { get; set; } = string.Empty;

    public string? ProjectId { get; set; }

    public string? ContractId { get; set; }

    public string? TransactionCategoryId { get; set; }

    public DateOnly TransactionDate { get; set; }

    /// <summary>The accounting date, moved to the next open period where the parameter says so.</summary>
    public DateOnly AccountingDate { get; set; }

    public decimal Quantity { get; set; }

    public decimal? UnitPrice { get; set; }

    public decimal Amount { get; set; }

    public string CurrencyId { get; set; } = string.Empty;

    public string LineProperty { get; set; } = string.Empty;

    public string ProfileId { get; set; } = string.Empty;

    public bool AccruesRevenue { get; set; }

    /// <summary>Whether the cost stays on the balance instead of going to profit and loss.</summary>
    public bool CostToBalance { get; set; }

    public string? SalesTaxGroup { get; set; }

    public string? ItemSalesTaxGroup { get; set; }

    public string Dimensions { get; set; } = string.Empty;

    /// <summary>The sales tax that the amount contains where the contract's prices include sales tax; else 0.</summary>
    public decimal IncludedSalesTax { get; set; }

    public decimal ExchangeRate { get; set; }

    public decimal AccountingAmount { get; set; }

    public decimal ReportingRate { get; set; }

    public decimal ReportingAmount { get; set; }

    /// <summary>The main account debited at posting; null before and where only the project subledger is touched.</summary>
    public string? DebitAccount { get; set; }

    /// <summary>The main account credited at posting; null before and where only the project subledger is touched.</summary>
    public string? CreditAccount { get; set; }

    public JournalStatus Status { get; set; }

    public string? Voucher { get; set; }

    /// <summary>Why the line could not be posted: code, cause and remedy; null where nothing is wrong.</summary>
    public string? Fault { get; set; }

    /// <summary>The journal that posting took the line out of because it was faulty; null on every other line.</summary>
    public string? MovedFromJournalId { get; set; }
}
