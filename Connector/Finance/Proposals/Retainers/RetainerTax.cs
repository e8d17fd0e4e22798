using ProjectInvoice.Finance.SalesTax;

namespace ProjectInvoice.Finance.Proposals.Retainers;

/// <summary>The part of a retainer's tax by one code that a use or refund takes back.</summary>
/// <param name="Posted">The tax as it was posted on the retainer.</param>
/// <param name="Amount">The part of it, in invoice currency.</param>
internal sealed record RetainerTax(SalesTaxTransaction Posted, decimal Amount);
