using ProjectInvoice.Finance.Documents;
using ProjectInvoice.Finance.Proposals;

namespace ProjectInvoice.Finance.Review;

/// <summary>What a reviewer wants to know of a proposal before it is posted. Lines stand in ProjInvoiceProposalLines.</summary>
/// <param name="Company">The legal entity.</param>
/// <param name="Proposal">The number of the pro forma invoice.</param>
/// <param name="Status">Open, Ready, Posted or NothingToInvoice.</param>
/// <param name="WaitingFor">What an open proposal waits for.</param>
/// <param name="InvoiceNumber">The customer invoice number once posted.</param>
/// <param name="Contract">The project contract.</param>
/// <param name="CustomerAccount">Who is invoiced; null where set-up does not say.</param>
/// <param name="InvoiceDate">The date of the invoice, were it posted now.</param>
/// <param name="AccountingDate">The accounting date, were it posted now.</param>
/// <param name="DueDate">When it is due then.</param>
/// <param name="DueDateIsOverridden">Whether that was set by hand.</param>
/// <param name="TermsOfPayment">The terms that hold.</param>
/// <param name="Dimensions">Financial dimensions of the header.</param>
/// <param name="Layout">How the document is laid out.</param>
/// <param name="Currency">Of every amount.</param>
/// <param name="ExchangeRate">Units of accounting currency for one of the invoice's.</param>
/// <param name="ReportingRate">The same for the reporting currency; null once posted.</param>
/// <param name="LineCount">How many lines there are.</param>
/// <param name="NetAmount">Without sales tax.</param>
/// <param name="InvoiceAmount">With sales tax: what the customer would owe.</param>
/// <param name="Taxes">Sales tax by code, as posted once it is; empty where something stands in the way of it.</param>
/// <param name="Warnings">What stands in the way of posting.</param>
internal sealed record ProposalReview(
    string Company,
    string Proposal,
    string Status,
    string? WaitingFor,
    string? InvoiceNumber,
    string Contract,
    string? CustomerAccount,
    string? CustomerName,
    DateOnly InvoiceDate,
    DateOnly AccountingDate,
    DateOnly? DueDate,
    bool DueDateIsOverridden,
    string? TermsOfPayment,
    string Dimensions,
    InvoiceLayout Layout,
    string Currency,
    decimal? ExchangeRate,
    decimal? ReportingRate,
    int LineCount,
    decimal NetAmount,
    decimal SalesTaxAmount,
    decimal InvoiceAmount,
    IReadOnlyList<InvoiceTax> Taxes,
    IReadOnlyList<FinanceMessage> Warnings
);
