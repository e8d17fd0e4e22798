using ProjectInvoice.Finance.Ledger;
using ProjectInvoice.Finance.SalesTax;

namespace ProjectInvoice.Finance.Proposals;

/// <summary>
/// Some lines of an invoice in order, with the posted transactions that they bill or credit and the posted taxes of what they credit or correct.
/// </summary>
internal sealed record InvoicePage(
    IReadOnlyList<ProposalLine> Lines,
    IReadOnlyDictionary<Guid, ProjectTransaction> Sources,
    ILookup<Guid, SalesTaxTransaction> PostedTaxes
)
{
    /// <summary>The posted taxes that a line takes back or whose percentages it keeps.</summary>
    public IEnumerable<SalesTaxTransaction> PostedTaxesOf(ProposalLine line) =>
        (line.CreditedActualId ?? line.CorrectedActualId) is { } posted ? PostedTaxes[posted] : [];
}
