using Finance.Rates;

namespace Finance.Posting;

/// <summary>What a customer owes by an invoice on one main account with one set of dimensions.</summary>
internal sealed record CustomerBalancePart(string MainAccount, string Dimensions, BookedAmount Amount);
