namespace ProjectInvoice.Finance.Identity;

/// <summary>A document number that the other side has recorded, as it stands there: the highest of its shape.</summary>
/// <param name="Company">The company; empty where it cannot be told, and any may have given it.</param>
/// <param name="Document">Customer invoice, or voucher of an invoice or a journal.</param>
/// <param name="Number">The number as text.</param>
internal sealed record RecordedNumber(string Company, string Document, string Number)
{
    private const string CustomerInvoice = "CustomerInvoice";

    /// <summary>Whether a sequence may have given it.</summary>
    public bool MayBeOf(string company, string reference) =>
        (Company.Length == 0 || string.Equals(Company, company, StringComparison.OrdinalIgnoreCase))
        && (
            Document == CustomerInvoice
                ? reference == Setup.NumberReferences.CustomerInvoice
                : reference is Setup.NumberReferences.InvoiceVoucher or Setup.NumberReferences.JournalVoucher
        );
}
