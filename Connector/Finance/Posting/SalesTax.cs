using Finance.Ledger;
using Finance.Proposals;
using Finance.SetUp;

namespace Finance.Posting;

/// <summary>Net amounts and sales tax of a proposal's lines in invoice currency, as import and review show them and posting will book them.</summary>
internal static class SalesTax
{
    /// <param name="setUp">Groups, codes and percentages.</param>
    /// <param name="header">The proposal.</param>
    /// <param name="lines">Its lines in order; they get their net and tax amounts.</param>
    /// <param name="credited">The posted line that a line credits, by actual.</param>
    /// <param name="creditedTaxes">The posted taxes of what is credited, by actual.</param>
    /// <param name="date">The invoice date, whose percentages hold.</param>
    /// <param name="decimals">Decimals of the invoice currency.</param>
    /// <param name="faults">Takes what cannot be taxed (PINV4208, PINV4230).</param>
    /// <returns>The taxes, one a line and code.</returns>
    public static IReadOnlyList<SalesTaxTransaction> Calculate(
        SetUpCatalogue setUp,
        InvoiceProposal header,
        IReadOnlyList<ProposalLine> lines,
        Func<Guid, ProjectTransaction?> credited,
        ILookup<Guid, SalesTaxTransaction> creditedTaxes,
        DateOnly date,
        int decimals,
        ICollection<Fault> faults)
    {
        var tax = new LineTax(setUp, header, date, decimals);
        var totals = new SalesTaxTotals(decimals, null);
        var taxed = new List<TaxedLine>(lines.Count);
        foreach (var line in lines)
        {
            taxed.Add(line.CreditedActualId is { } original ? tax.Of(line, credited(original), creditedTaxes[original], null, faults) : tax.Of(line, null, [], null, faults));
            totals.Add(taxed[^1]);
        }

        totals.Close();
        foreach (var line in taxed)
        {
            totals.Settle(line);
            line.Line.NetAmount = line.NetAmount;
            line.Line.SalesTaxAmount = line.Tax;
        }

        return [.. taxed.SelectMany(line => line.Taxes)];
    }
}
