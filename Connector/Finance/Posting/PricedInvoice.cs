using Finance.Ledger;
using Finance.Rates;

namespace Finance.Posting;

/// <summary>The lines and taxes of an invoice at their final amounts.</summary>
internal sealed record PricedInvoice(IReadOnlyList<PricedLine> Lines, IReadOnlyList<SalesTaxTransaction> Taxes, CompanyBooks Books);
