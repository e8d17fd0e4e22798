using ProjectInvoice.Finance.Proposals;
using ProjectInvoice.Finance.Rates;
using ProjectInvoice.Finance.Setup;

namespace ProjectInvoice.Finance.Posting;

/// <summary>
/// An invoice all of whose lines passed once without a fault: who pays, its rates and the totals of its taxes are known. Only <see cref="InvoicePricing"/>
/// makes it.
/// </summary>
/// <param name="Rates">The rates of the invoice: those of the first line that credits nothing, else of the first line.</param>
/// <param name="Price">The second pass: a line as it is booked, under a voucher.</param>
internal sealed record PricedInvoice(ReadyInvoice Ready, Customer Customer, RatePair Rates, Func<ProposalLine, InvoicePage, string, PricedLine> Price);
