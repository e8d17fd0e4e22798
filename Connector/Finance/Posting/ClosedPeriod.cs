using ProjectInvoice.Finance.Proposals;
using ProjectInvoice.Finance.Setup;

namespace ProjectInvoice.Finance.Posting;

/// <summary>An invoice is not posted into a period that is closed or on hold; its date is never moved by itself (domain rules, section 6).</summary>
internal static class ClosedPeriod
{
    /// <summary>What stands in the way of the accounting date, with the next open date; null where nothing does.</summary>
    public static Fault? Fault(SetupCatalog setUp, ReadyInvoice invoice)
    {
        var (header, date) = (invoice.Header, invoice.AccountingDate);
        return FiscalCalendar.IsOpen(setUp, header.DataAreaId, date)
            ? null
            : Error(setUp, header).Found(FiscalCalendar.Explain(setUp, header.DataAreaId, date));
    }

    private static ErrorCode Error(SetupCatalog setUp, InvoiceProposal header) =>
        header.AccountingDate is null ? PostingErrors.PeriodOfInvoiceDate
        : setUp.Parameters(header.DataAreaId).AllowHeaderAccountingDate ? PostingErrors.PeriodOfAccountingDate
        : PostingErrors.PeriodOfFixedDate;
}
