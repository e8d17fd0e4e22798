using System.Globalization;
using Finance.SetUp;

namespace Finance.Rates;

/// <summary>Finds the rates of a date. A fixed rate agreement of the contract replaces the accounting rate; the reporting rate has its own type.</summary>
internal sealed class RateTable(SetUpCatalogue setUp)
{
    private const int InverseDecimals = 12;

    /// <summary>Both rates, or null with a fault (PINV4012) for each that is missing.</summary>
    public RatePair? Find(Company company, string? contract, string currency, DateOnly date, ICollection<Fault> faults)
    {
        var accounting = contract is not null && !string.Equals(currency, company.AccountingCurrency, StringComparison.OrdinalIgnoreCase) && setUp.Agreement(company.Id, contract, currency) is { } agreement
            ? agreement.Rate
            : Find("Default", currency, company.AccountingCurrency, date, faults);
        var reporting = Find("Reporting", currency, company.ReportingCurrency ?? company.AccountingCurrency, date, company.ReportingCurrency is null ? accounting : null, faults);
        return accounting is { } one && reporting is { } other ? new RatePair(one, other) : null;
    }

    private decimal? Find(string type, string from, string to, DateOnly date, decimal? instead, ICollection<Fault> faults) => instead ?? Find(type, from, to, date, faults);

    private decimal? Find(string type, string from, string to, DateOnly date, ICollection<Fault> faults)
    {
        if (string.Equals(from, to, StringComparison.OrdinalIgnoreCase))
        {
            return 1m;
        }

        if (Latest(type, from, to, date) is { } rate)
        {
            return Money.Normalise(rate.Rate);
        }

        if (Latest(type, to, from, date) is { } inverse)
        {
            return Money.Round(1m / inverse.Rate, InverseDecimals);
        }

        var day = date.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
        faults.Add(new("PINV4012", $"No {(type == "Default" ? string.Empty : "reporting ")}exchange rate from {from} to {to} on {day}.", "Add the rate"));
        return null;
    }

    private ExchangeRate? Latest(string type, string from, string to, DateOnly date) => setUp.Rates(type, from, to).LastOrDefault(rate => rate.ValidFrom <= date);
}
