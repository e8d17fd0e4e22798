using Finance.Ledger;
using Finance.Proposals;

namespace Finance.Posting;

/// <summary>Some lines of an invoice in order, with the posted transactions that they bill or credit and the posted taxes of the latter.</summary>
internal sealed record InvoicePage(IReadOnlyList<ProposalLine> Lines, IReadOnlyDictionary<Guid, ProjectTransaction> Sources, ILookup<Guid, SalesTaxTransaction> CreditedTaxes);
