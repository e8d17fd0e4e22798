using ProjectInvoice.Finance.Proposals;

namespace ProjectInvoice.Finance.Documents;

/// <summary>A posted invoice but for its lines, with what a printed or electronic one (EN 16931) needs.</summary>
/// <param name="DocumentType">Invoice or CreditNote.</param>
/// <param name="DocumentTypeCode">380 or 381 (UNTDID 1001).</param>
/// <param name="Number">The customer invoice number.</param>
/// <param name="Voucher">The ledger voucher.</param>
/// <param name="ProformaNumber">The number of the pro forma invoice.</param>
/// <param name="Contract">The project contract.</param>
/// <param name="HeaderText">Free text.</param>
/// <param name="InvoiceDate">Date of issue and tax point.</param>
/// <param name="DueDate">When it is to be paid.</param>
/// <param name="TermsOfPayment">The terms that gave the due date; null where there are none.</param>
/// <param name="DeliveredFrom">The first day of what is billed.</param>
/// <param name="DeliveredTo">The last day of what is billed.</param>
/// <param name="Currency">Of every amount that does not say otherwise.</param>
/// <param name="AccountingCurrency">Of the seller.</param>
/// <param name="ExchangeRate">Units of accounting currency for one of the invoice's.</param>
/// <param name="PricesIncludeSalesTax">Whether the prices of the lines contain the tax.</param>
/// <param name="Seller">The company.</param>
/// <param name="Buyer">The customer.</param>
/// <param name="Credits">The invoices of which lines are credited.</param>
/// <param name="Taxes">Totals by tax code.</param>
/// <param name="Totals">Totals of the invoice.</param>
/// <param name="Layout">How its lines are laid out.</param>
internal sealed record InvoiceContent(
    string DocumentType,
    int DocumentTypeCode,
    string Number,
    string Voucher,
    string ProformaNumber,
    string Contract,
    string? HeaderText,
    DateOnly InvoiceDate,
    DateOnly DueDate,
    string? TermsOfPayment,
    DateOnly DeliveredFrom,
    DateOnly DeliveredTo,
    string Currency,
    string AccountingCurrency,
    decimal ExchangeRate,
    bool PricesIncludeSalesTax,
    InvoiceParty Seller,
    InvoiceParty Buyer,
    IReadOnlyList<InvoiceReference> Credits,
    IReadOnlyList<InvoiceTax> Taxes,
    InvoiceTotals Totals,
    InvoiceLayout Layout
);
