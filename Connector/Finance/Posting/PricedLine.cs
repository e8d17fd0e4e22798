using Finance.Proposals;
using Finance.Rates;

namespace Finance.Posting;

/// <summary>A proposal line with its final rates, booked amount and sales tax (in invoice currency).</summary>
internal sealed record PricedLine(ProposalLine Line, RatePair Rates, BookedAmount Amount, decimal Tax);
