using ProjectInvoice.Finance.Storage;

namespace ProjectInvoice.Finance.Documents;

/// <summary>A posted customer invoice or credit note of a project (entity set ProjInvoices).</summary>
internal sealed class PostedInvoice : ICompanyRow
{
    public string DataAreaId { get; set; } = string.Empty;

    /// <summary>The customer invoice number.</summary>
    public string ProjInvoiceId { get; set; } = string.Empty;

    public string InvoiceProposalId { get; set; } = string.Empty;

    /// <summary>Invoice, or CreditNote where the total is negative.</summary>
    public string DocumentType { get; set; } = string.Empty;

    public string ProjectContractId { get; set; } = string.Empty;

    public string CustomerAccount { get; set; } = string.Empty;

    public DateOnly InvoiceDate { get; set; }

    public DateOnly DueDate { get; set; }

    public string CurrencyId { get; set; } = string.Empty;

    public decimal ExchangeRate { get; set; }

    /// <summary>The sum of the lines with sales tax, in invoice currency.</summary>
    public decimal InvoiceAmount { get; set; }

    public decimal SumTax { get; set; }

    /// <summary>What the customer owes in accounting currency.</summary>
    public decimal InvoiceAmountAccounting { get; set; }

    public string LedgerVoucher { get; set; } = string.Empty;

    /// <summary>The main account that the customer balance of the lines, other than credits, was booked on.</summary>
    public string CustomerBalanceAccount { get; set; } = string.Empty;

    /// <summary>The main account for rounding differences as it was when this was posted; null where set-up had none.</summary>
    public string? PennyDifferenceAccount { get; set; }

    /// <summary>
    /// The main account that took what the use of retainers left over in accounting and reporting currency; null where none was used or refunded.
    /// </summary>
    public string? ExchangeDifferenceAccount { get; set; }

    /// <summary>The financial dimensions of what rounding added to that.</summary>
    public string ExchangeDifferenceDimensions { get; set; } = string.Empty;

    /// <summary>Financial dimensions of the header, which customer balance and sales tax were booked with.</summary>
    public string Dimensions { get; set; } = string.Empty;
}
