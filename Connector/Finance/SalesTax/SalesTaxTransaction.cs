using ProjectInvoice.Finance.Storage;

namespace ProjectInvoice.Finance.SalesTax;

/// <summary>The sales tax of one line by one code, as it was posted. Positive is charged to the customer.</summary>
internal sealed class SalesTaxTransaction : ICompanyRow
{
    public string DataAreaId { get; set; } = string.Empty;

    public Guid ActualId { get; set; }

    public string TaxCode { get; set; } = string.Empty;

    /// <summary>Standard, Reduced, Zero, Exempt or ReverseCharge.</summary>
    public string Kind { get; set; } = string.Empty;

    public string Voucher { get; set; } = string.Empty;

    public string MainAccount { get; set; } = string.Empty;

    /// <summary>Financial dimensions that the tax was booked with.</summary>
    public string Dimensions { get; set; } = string.Empty;

    public DateOnly AccountingDate { get; set; }

    /// <summary>The invoice currency.</summary>
    public string CurrencyId { get; set; } = string.Empty;

    public decimal Percent { get; set; }

    /// <summary>What the tax is on, without tax, in invoice currency.</summary>
    public decimal BaseAmount { get; set; }

    public decimal TaxAmount { get; set; }

    public decimal AccountingBaseAmount { get; set; }

    public decimal AccountingTaxAmount { get; set; }

    public decimal ReportingBaseAmount { get; set; }

    public decimal ReportingTaxAmount { get; set; }
}
