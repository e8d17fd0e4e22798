using System.Globalization;
using Finance.Ledger;
using Finance.Proposals;
using Finance.SetUp;

namespace Finance.Posting;

/// <summary>
/// Sales tax of an invoice: per line and code, rounded once; what the lines of a code are off the tax of their sum goes to the largest line.
/// A credit line takes back exactly the tax that was posted on the line it credits.
/// </summary>
internal static class SalesTax
{
    /// <param name="setUp">Groups, codes and percentages.</param>
    /// <param name="company">Whose set-up it is.</param>
    /// <param name="lines">The lines of one invoice.</param>
    /// <param name="credited">The posted tax of the lines that are credited, by their actual.</param>
    /// <param name="date">The invoice date, whose percentages hold.</param>
    /// <param name="decimals">Decimals of the invoice currency.</param>
    /// <param name="faults">Takes codes without a percentage on the date (PINV4208).</param>
    public static IReadOnlyList<SalesTaxTransaction> Calculate(
        SetUpCatalogue setUp, string company, IReadOnlyList<ProposalLine> lines, ILookup<Guid, SalesTaxTransaction> credited, DateOnly date, int decimals, ICollection<Fault> faults)
    {
        var taxes = new List<SalesTaxTransaction>();
        foreach (var line in lines)
        {
            if (line.CreditedActualId is { } original)
            {
                taxes.AddRange(credited[original].OrderBy(tax => tax.TaxCode, StringComparer.Ordinal).Select(tax => TakenBack(tax, line)));
            }
            else
            {
                taxes.AddRange(setUp.TaxCodes(company, line.SalesTaxGroup, line.ItemSalesTaxGroup).Select(code => Charged(code, line, date, decimals, faults)));
            }
        }

        var fresh = lines.Where(line => line.CreditedActualId is null).Select(line => line.ActualId).ToHashSet();
        foreach (var code in taxes.Where(tax => fresh.Contains(tax.ActualId)).GroupBy(tax => tax.TaxCode, StringComparer.Ordinal))
        {
            var total = Money.Round(code.Sum(tax => tax.BaseAmount) * code.First().Percent / 100m, decimals);
            var largest = code.MaxBy(tax => Math.Abs(tax.BaseAmount))!;
            largest.TaxAmount = Money.Normalise(largest.TaxAmount + total - code.Sum(tax => tax.TaxAmount));
        }

        return taxes;
    }

    private static SalesTaxTransaction Charged(SalesTaxCode code, ProposalLine line, DateOnly date, int decimals, ICollection<Fault> faults)
    {
        var percent = PercentOn(code, date);
        if (percent is null)
        {
            var fault = new Fault("PINV4208", $"Sales tax code {code.Code} has no percentage on {date.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture)}. Add it, then try again.");
            if (!faults.Contains(fault))
            {
                faults.Add(fault);
            }
        }

        return new SalesTaxTransaction
        {
            DataAreaId = line.DataAreaId,
            ActualId = line.ActualId,
            TaxCode = code.Code,
            MainAccount = code.Account,
            Percent = percent ?? 0m,
            BaseAmount = line.Amount,
            TaxAmount = Money.Round(line.Amount * (percent ?? 0m) / 100m, decimals),
        };
    }

    private static decimal? PercentOn(SalesTaxCode code, DateOnly date) => code.Kind is "Exempt" or "ReverseCharge" or "Zero"
        ? 0m
        : code.Rates.Where(rate => rate.ValidFrom <= date).MaxBy(rate => rate.ValidFrom)?.Percent;

    private static SalesTaxTransaction TakenBack(SalesTaxTransaction posted, ProposalLine line) => new()
    {
        DataAreaId = line.DataAreaId,
        ActualId = line.ActualId,
        TaxCode = posted.TaxCode,
        MainAccount = posted.MainAccount,
        Percent = posted.Percent,
        BaseAmount = -posted.BaseAmount,
        TaxAmount = -posted.TaxAmount,
    };
}
