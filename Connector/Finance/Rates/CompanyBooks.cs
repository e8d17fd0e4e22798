using ProjectInvoice.Finance.Setup;

namespace ProjectInvoice.Finance.Rates;

/// <summary>A company with the decimals of its accounting and reporting currency: turns transaction amounts into booked ones.</summary>
internal sealed class CompanyBooks(SetupCatalog setUp, Company company)
{
    private readonly int accountingDecimals = setUp.Currency(company.AccountingCurrency)!.Decimals;
    private readonly int reportingDecimals = setUp.Currency(company.ReportingCurrency ?? company.AccountingCurrency)!.Decimals;

    public Company Company { get; } = company;

    /// <summary>Whether the company reports in another currency than its accounting currency; where it does not, the amounts are the same.</summary>
    public static bool ReportsApart(Company company) =>
        company.ReportingCurrency is { } reporting && !string.Equals(reporting, company.AccountingCurrency, StringComparison.OrdinalIgnoreCase);

    /// <summary>The proportion of a booked amount that a part of something is; the transaction amount, which is the part itself, stays.</summary>
    public BookedAmount Part(BookedAmount whole, decimal part, decimal of) =>
        new(whole.Transaction, Money.Round(whole.Accounting * part / of, accountingDecimals), Money.Round(whole.Reporting * part / of, reportingDecimals));

    public BookedAmount Book(decimal amount, RatePair rates) =>
        new(amount, Money.Round(amount * rates.Accounting, accountingDecimals), Money.Round(amount * rates.Reporting, reportingDecimals));
}
