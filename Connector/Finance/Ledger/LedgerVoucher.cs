using ProjectInvoice.Finance.Storage;

namespace ProjectInvoice.Finance.Ledger;

/// <summary>A voucher: what was booked together on one date. It may be without entries where only the project subledger is touched.</summary>
internal sealed class LedgerVoucher : ICompanyRow
{
    public string DataAreaId { get; set; } = string.Empty;

    public string Voucher { get; set; } = string.Empty;

    public DateOnly AccountingDate { get; set; }

    public string? JournalId { get; set; }

    public string? InvoiceProposalId { get; set; }
}
