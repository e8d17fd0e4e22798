using System.Globalization;
using ProjectInvoice.Finance.Setup;

namespace ProjectInvoice.Finance.SalesTax;

/// <summary>
/// The sales tax of one amount on one date, by code: rounded once a code, half away from zero. The only place that computes tax; journal, import, review and
/// posting share it. Zero, exempt and reverse charge charge nothing and report their base.
/// </summary>
/// <param name="setUp">Groups, codes and percentages.</param>
/// <param name="company">Whose set-up it is.</param>
/// <param name="date">The date whose percentages hold.</param>
/// <param name="decimals">Decimals of the amount's currency.</param>
internal sealed class SalesTaxRules(SetupCatalog setUp, string company, DateOnly date, int decimals)
{
    /// <summary>The taxes of an amount, in the order of their codes. Only what a single amount tells is filled.</summary>
    /// <param name="amount">With the tax where it is included, else without.</param>
    /// <param name="included">Whether the amount contains its tax.</param>
    /// <param name="group">Sales tax group of who buys.</param>
    /// <param name="itemGroup">Sales tax group of what is sold.</param>
    /// <param name="faults">Takes codes without a percentage on the date.</param>
    /// <param name="corrected">The posted taxes of what the amount corrects: where they have a code, its kind and percentage are theirs.</param>
    public IReadOnlyList<SalesTaxTransaction> Of(
        decimal amount,
        bool included,
        string? group,
        string? itemGroup,
        ICollection<Fault> faults,
        IEnumerable<SalesTaxTransaction>? corrected = null
    )
    {
        var codes = setUp.TaxCodes(company, group, itemGroup);
        if (codes.Count == 0)
        {
            return [];
        }

        var kept = (corrected ?? []).ToDictionary(tax => tax.TaxCode, StringComparer.OrdinalIgnoreCase);
        var percents = codes.Select(code => kept.TryGetValue(code.Code, out var posted) ? posted.Percent : PercentOf(code, faults)).ToList();
        var divisor = included ? 100m + percents.Sum() : 100m;
        var taxes = codes
            .Select(
                (code, index) =>
                    new SalesTaxTransaction
                    {
                        DataAreaId = company,
                        TaxCode = code.Code,
                        Kind = kept.GetValueOrDefault(code.Code)?.Kind ?? code.Kind,
                        MainAccount = code.Account,
                        Percent = percents[index],
                        TaxAmount = Money.Round(amount * percents[index] / divisor, decimals),
                    }
            )
            .ToList();
        var net = included ? Money.Normalize(amount - taxes.Sum(tax => tax.TaxAmount)) : amount;
        taxes.ForEach(tax => tax.BaseAmount = net);
        return taxes;
    }

    /// <summary>The tax that an amount contains; the rest of it is net.</summary>
    public decimal Included(decimal amount, string? group, string? itemGroup, ICollection<Fault> faults) =>
        Money.Normalize(Of(amount, true, group, itemGroup, faults).Sum(tax => tax.TaxAmount));

    private decimal PercentOf(SalesTaxCode code, ICollection<Fault> faults)
    {
        if (code.Kind is "Zero" or "Exempt" or "ReverseCharge")
        {
            return 0m;
        }

        if (code.Rates.Where(rate => rate.ValidFrom <= date).MaxBy(rate => rate.ValidFrom) is { } rate)
        {
            return rate.Percent;
        }

        var fault = SalesTaxErrors.NoPercentage.Found(code.Code, date.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture));
        if (!faults.Contains(fault))
        {
            faults.Add(fault);
        }

        return 0m;
    }
}
