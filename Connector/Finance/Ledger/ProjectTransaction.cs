using ProjectInvoice.Finance.Staging;
using ProjectInvoice.Finance.Storage;

namespace ProjectInvoice.Finance.Ledger;

/// <summary>A posted transaction of the project subledger, one for each actual that was posted.</summary>
internal sealed class ProjectTransaction : ICompanyRow
{
    public string DataAreaId { get; set; } = string.Empty;

    public Guid ActualId { get; set; }

    public Guid ActualsImportId { get; set; }

    public ProjCDSTransType Kind { get; set; }

    /// <summary>Hour, Expense, Item, Fee or OnAccount.</summary>
    public string TransactionType { get; set; } = string.Empty;

    public string? ProjectId { get; set; }

    public string? ContractId { get; set; }

    public DateOnly TransactionDate { get; set; }

    public DateOnly AccountingDate { get; set; }

    public decimal Quantity { get; set; }

    /// <summary>In the row's currency, without sales tax.</summary>
    public decimal Amount { get; set; }

    public string CurrencyId { get; set; } = string.Empty;

    public decimal ExchangeRate { get; set; }

    public decimal AccountingAmount { get; set; }

    public decimal ReportingRate { get; set; }

    public decimal ReportingAmount { get; set; }

    public decimal SalesTaxAmount { get; set; }

    public string LineProperty { get; set; } = string.Empty;

    public string ProfileId { get; set; } = string.Empty;

    /// <summary>Whether unbilled sales was booked as work in progress and accrued revenue.</summary>
    public bool RevenueAccrued { get; set; }

    /// <summary>Whether cost went to the balance instead of profit and loss.</summary>
    public bool CostToBalance { get; set; }

    public string? SalesTaxGroup { get; set; }

    public string? ItemSalesTaxGroup { get; set; }

    public string Dimensions { get; set; } = string.Empty;

    /// <summary>On billed sales the posting type that the revenue was booked on; null on every other row.</summary>
    public string? PostingType { get; set; }

    /// <summary>
    /// The main account that was debited for the row itself; null where it was not booked, and on billed sales, whose other side is the customer balance.
    /// </summary>
    public string? DebitAccount { get; set; }

    /// <summary>The main account that was credited for the row itself (on billed sales that of the revenue); null where it was not booked.</summary>
    public string? CreditAccount { get; set; }

    public string Voucher { get; set; } = string.Empty;

    /// <summary>The proposal that billed it; null on cost and on unbilled sales not invoiced yet.</summary>
    public string? InvoiceProposalId { get; set; }

    /// <summary>
    /// The billed sales by which a retainer was invoiced, on every row of that retainer: on itself, on its uses and refunds, and on the credits of all of them.
    /// Together they are what is left of it.
    /// </summary>
    public Guid? RetainerActualId { get; set; }

    public ProjectTransaction Copy() => (ProjectTransaction)MemberwiseClone();
}
