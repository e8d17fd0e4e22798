namespace ProjectInvoice.Finance.Setup;

/// <summary>What number sequences number.</summary>
internal static class NumberReferences
{
    public const string CustomerInvoice = "Customer invoice";
    public const string InvoiceVoucher = "Invoice voucher";
    public const string JournalVoucher = "Journal voucher";
    public const string IntegrationJournal = "Integration journal";

    public static readonly IReadOnlyList<string> All = [CustomerInvoice, InvoiceVoucher, JournalVoucher, IntegrationJournal];
}
