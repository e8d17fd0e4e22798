using ProjectInvoice.Finance.Documents;

namespace ProjectInvoice.Finance.Review;

/// <summary>A document as posting would make it now, without number and voucher, with its lines laid out.</summary>
internal sealed record ProForma(InvoiceContent Invoice, IReadOnlyList<InvoiceSection> Sections);
