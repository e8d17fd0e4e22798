using ProjectInvoice.Finance.Storage;

namespace ProjectInvoice.Finance.Ledger;

/// <summary>What a customer owes (positive) or is owed by one posted invoice or credit note, tax included.</summary>
internal sealed class CustomerTransaction : ICompanyRow
{
    public string DataAreaId { get; set; } = string.Empty;

    public string Voucher { get; set; } = string.Empty;

    public string CustomerAccount { get; set; } = string.Empty;

    /// <summary>The main account of the customer balance; of its first part where it stands on several.</summary>
    public string MainAccount { get; set; } = string.Empty;

    public string InvoiceId { get; set; } = string.Empty;

    public DateOnly TransactionDate { get; set; }

    public DateOnly DueDate { get; set; }

    public string CurrencyId { get; set; } = string.Empty;

    public decimal Amount { get; set; }

    public decimal AccountingAmount { get; set; }

    public decimal ReportingAmount { get; set; }
}
