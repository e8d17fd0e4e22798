using ProjectInvoice.Finance.Storage;

namespace ProjectInvoice.Finance.Ledger;

/// <summary>
/// What a customer transaction booked on one main account with one set of dimensions. There is more than one only where a credited invoice stands on another
/// account or on other dimensions.
/// </summary>
internal sealed class CustomerBalance : ICompanyRow
{
    public string DataAreaId { get; set; } = string.Empty;

    public string Voucher { get; set; } = string.Empty;

    /// <summary>From 1.</summary>
    public int Part { get; set; }

    public string MainAccount { get; set; } = string.Empty;

    public string Dimensions { get; set; } = string.Empty;

    public decimal Amount { get; set; }

    public decimal AccountingAmount { get; set; }

    public decimal ReportingAmount { get; set; }
}
