using Finance.Storage;

namespace Finance.Ledger;

/// <summary>The sales tax of one line by one code, in invoice currency, as it was posted.</summary>
internal sealed class SalesTaxTransaction : ICompanyRow
{
    public string DataAreaId { get; set; } = string.Empty;

    public Guid ActualId { get; set; }

    public string TaxCode { get; set; } = string.Empty;

    public string Voucher { get; set; } = string.Empty;

    public string MainAccount { get; set; } = string.Empty;

    public decimal Percent { get; set; }

    public decimal BaseAmount { get; set; }

    public decimal TaxAmount { get; set; }
}
