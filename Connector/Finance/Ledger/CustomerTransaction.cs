using Finance.Storage;

namespace Finance.Ledger;

/// <summary>What a customer owes (positive) or is owed by one posted invoice or credit note, tax included, on one account.</summary>
internal sealed class CustomerTransaction : ICompanyRow
{
    public string DataAreaId { get; set; } = string.Empty;

    public string Voucher { get; set; } = string.Empty;

    /// <summary>From 1; more than one only where a credited invoice stands on another account or on other dimensions.</summary>
    public int Part { get; set; } = 1;

    public string CustomerAccount { get; set; } = string.Empty;

    /// <summary>The main account of the customer balance.</summary>
    public string MainAccount { get; set; } = string.Empty;

    /// <summary>Financial dimensions that the customer balance was booked with.</summary>
    public string Dimensions { get; set; } = string.Empty;

    public string InvoiceId { get; set; } = string.Empty;

    public DateOnly TransactionDate { get; set; }

    public DateOnly DueDate { get; set; }

    public string CurrencyId { get; set; } = string.Empty;

    public decimal Amount { get; set; }

    public decimal AccountingAmount { get; set; }

    public decimal ReportingAmount { get; set; }
}
