using ProjectInvoice.Finance.Storage;

namespace ProjectInvoice.Finance.Ledger;

/// <summary>One entry of a voucher in the general ledger. Debits are positive; the entries of a voucher sum to zero in each of the three currencies.</summary>
internal sealed class LedgerEntry : ICompanyRow
{
    public string DataAreaId { get; set; } = string.Empty;

    public string Voucher { get; set; } = string.Empty;

    public int LineNumber { get; set; }

    public DateOnly AccountingDate { get; set; }

    public string PostingType { get; set; } = string.Empty;

    public string MainAccount { get; set; } = string.Empty;

    /// <summary>The transaction currency.</summary>
    public string Currency { get; set; } = string.Empty;

    public decimal Amount { get; set; }

    public decimal AccountingAmount { get; set; }

    public decimal ReportingAmount { get; set; }

    /// <summary>The proposal that was posted; null on journal vouchers.</summary>
    public string? InvoiceProposalId { get; set; }

    public string? ProjectId { get; set; }

    public Guid? ActualId { get; set; }

    public string Dimensions { get; set; } = string.Empty;
}
