using System.Globalization;
using ProjectInvoice.Finance.Setup;

namespace ProjectInvoice.Finance.Rates;

/// <summary>Finds the rates of a date. A fixed rate agreement of the contract replaces the accounting rate; the reporting rate has its own type.</summary>
internal sealed class RateTable(SetupCatalog setUp)
{
    private const int InverseDecimals = 12;

    /// <summary>
    /// Both rates, or null with a fault for each that is missing. Where the company reports in its accounting currency, no reporting rate is asked
    /// for.
    /// </summary>
    /// <param name="company">Gives accounting and reporting currency.</param>
    /// <param name="contract">The contract whose agreement counts; null for none, as for cost: a fixed rate is agreed for sales amounts.</param>
    /// <param name="currency">The transaction currency.</param>
    /// <param name="date">The day of the rates.</param>
    /// <param name="faults">Takes what is missing.</param>
    public RatePair? Find(Company company, string? contract, string currency, DateOnly date, ICollection<Fault> faults)
    {
        var accounting = Agreed(company, contract, currency) ?? Find("Default", currency, company.AccountingCurrency, date, faults);
        var reporting = CompanyBooks.ReportsApart(company) ? Find("Reporting", currency, company.ReportingCurrency!, date, faults) : accounting;
        return accounting is { } one && reporting is { } other ? new RatePair(one, other) : null;
    }

    private decimal? Agreed(Company company, string? contract, string currency) =>
        contract is null || string.Equals(currency, company.AccountingCurrency, StringComparison.OrdinalIgnoreCase)
            ? null
            : setUp.Agreement(company.Id, contract, currency)?.Rate;

    private decimal? Find(string type, string from, string to, DateOnly date, ICollection<Fault> faults)
    {
        if (string.Equals(from, to, StringComparison.OrdinalIgnoreCase))
        {
            return 1m;
        }

        if (Latest(type, from, to, date) is { } rate)
        {
            return Money.Normalize(rate.Rate);
        }

        if (Latest(type, to, from, date) is { } inverse)
        {
            return Money.Round(1m / inverse.Rate, InverseDecimals);
        }

        var day = date.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
        faults.Add((type == "Default" ? RateErrors.NoRate : RateErrors.NoReportingRate).Found(from, to, day));
        return null;
    }

    private ExchangeRate? Latest(string type, string from, string to, DateOnly date) =>
        setUp.Rates(type, from, to).LastOrDefault(rate => rate.ValidFrom <= date);
}
