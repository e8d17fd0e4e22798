using ProjectInvoice.Finance.Ledger;
using ProjectInvoice.Finance.Rates;

namespace ProjectInvoice.Finance.Proposals.Retainers;

/// <summary>What a use or refund takes from the posted lines of its retainer.</summary>
/// <param name="Retainer">The posted billed sales of the retainer, whose accounts, dimensions and tax groups it takes.</param>
/// <param name="Amount">Without sales tax, as it was booked on account.</param>
/// <param name="Taxes">Its taxes, in the order of their codes.</param>
internal sealed record RetainerShare(ProjectTransaction Retainer, BookedAmount Amount, IReadOnlyList<RetainerTax> Taxes);
