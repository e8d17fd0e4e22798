using ProjectInvoice.Finance.Proposals;
using ProjectInvoice.Finance.Setup;

namespace ProjectInvoice.Finance.Posting;

/// <summary>An invoice is not posted into a period that is closed or on hold; its date is never moved by itself (domain rules, section 6).</summary>
internal static class ClosedPeriod
{
    /// <summary>What stands in the way of the accounting date, with the next open date (PINV4205); null where nothing does.</summary>
    public static Fault? Fault(SetupCatalog setUp, ReadyInvoice invoice)
    {
        var (header, date) = (invoice.Header, invoice.AccountingDate);
        return FiscalCalendar.IsOpen(setUp, header.DataAreaId, date)
            ? null
            : new Fault("PINV4205", $"{FiscalCalendar.Explain(setUp, header.DataAreaId, date)} {Remedy(setUp, header)}");
    }

    private static string Remedy(SetupCatalog setUp, InvoiceProposal header) =>
        header.AccountingDate is null ? "Choose an invoice date in an open period, or open the period, then post again."
        : setUp.Parameters(header.DataAreaId).AllowHeaderAccountingDate ? "Change the accounting date of the proposal, or open the period, then post again."
        : "Open the period, or have the parameter allowHeaderAccountingDate set and change the accounting date of the proposal, then post again.";
}
