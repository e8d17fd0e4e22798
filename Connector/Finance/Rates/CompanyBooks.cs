using Finance.SetUp;

namespace Finance.Rates;

/// <summary>A company with the decimals of its accounting and reporting currency: turns transaction amounts into booked ones.</summary>
internal sealed class CompanyBooks(SetUpCatalogue setUp, Company company)
{
    private readonly int _accountingDecimals = setUp.Currency(company.AccountingCurrency)!.Decimals;
    private readonly int _reportingDecimals = setUp.Currency(company.ReportingCurrency ?? company.AccountingCurrency)!.Decimals;

    public Company Company { get; } = company;

    public BookedAmount Book(decimal amount, RatePair rates) =>
        new(amount, Money.Round(amount * rates.Accounting, _accountingDecimals), Money.Round(amount * rates.Reporting, _reportingDecimals));
}
