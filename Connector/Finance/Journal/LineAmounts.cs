using ProjectInvoice.Finance.Rates;
using ProjectInvoice.Finance.SalesTax;
using ProjectInvoice.Finance.Setup;
using ProjectInvoice.Finance.Staging;

namespace ProjectInvoice.Finance.Journal;

/// <summary>
/// Computes the amounts of a journal line: the sales tax that its price contains, and what the rest is worth in accounting and reporting currency.
/// </summary>
internal sealed class LineAmounts(SetupCatalog setUp, CompanyBooks books)
{
    /// <summary>What <see cref="Compute"/> sets.</summary>
    public static readonly IReadOnlyList<string> Columns =
    [
        nameof(IntegrationJournalLine.IncludedSalesTax),
        nameof(IntegrationJournalLine.ExchangeRate),
        nameof(IntegrationJournalLine.AccountingAmount),
        nameof(IntegrationJournalLine.ReportingRate),
        nameof(IntegrationJournalLine.ReportingAmount),
    ];

    private readonly RateTable rates = new(setUp);

    /// <summary>Sets tax, rates and amounts by the accounting date and the tax groups of the line.</summary>
    public void Compute(IntegrationJournalLine line, ICollection<Fault> faults)
    {
        line.IncludedSalesTax = IncludedTax(line, faults);
        if (
            this.rates.Find(books.Company, line.Kind == ProjCDSTransType.Cost ? null : line.ContractId, line.CurrencyId, line.AccountingDate, faults) is
            { } rates
        )
        {
            Book(line, rates, books.Book(line.Amount - line.IncludedSalesTax, rates));
        }
    }

    /// <summary>The sales tax contained in the amount of unbilled sales where the prices of the contract include it; else none.</summary>
    public decimal IncludedTax(IntegrationJournalLine line, ICollection<Fault> faults)
    {
        if (
            line.Kind != ProjCDSTransType.Sales
            || line.ContractId is null
            || setUp.Contract(line.DataAreaId, line.ContractId)?.PricesIncludeSalesTax != true
            || setUp.Currency(line.CurrencyId) is not { } currency
        )
        {
            return 0m;
        }

        return new SalesTaxRules(setUp, books.Company.Id, line.AccountingDate, currency.Decimals).Included(
            line.Amount,
            line.SalesTaxGroup,
            line.ItemSalesTaxGroup,
            faults
        );
    }

    public static void Book(IntegrationJournalLine line, RatePair rates, BookedAmount booked)
    {
        line.ExchangeRate = rates.Accounting;
        line.AccountingAmount = booked.Accounting;
        line.ReportingRate = rates.Reporting;
        line.ReportingAmount = booked.Reporting;
    }
}
