using static ProjectInvoice.Finance.Setup.RecordKeys;

namespace ProjectInvoice.Finance.Setup;

/// <summary>Finds records of a set-up that refer to what is not in it.</summary>
internal sealed class SetupReferences(CheckedSections sections, KnownRecords known)
{
    public void Find()
    {
        FindOfCompanies();
        FindOfSalesTax();
        FindOfProjects();
        FindOfDimensions();
        FindOfLineRules();
        FindOfLedger();
        FindOfParameters();
    }

    private void FindOfCompanies()
    {
        sections
            .Companies.Refer("accountingCurrency", record => record.AccountingCurrency, known.Currencies)
            .Refer("reportingCurrency", record => record.ReportingCurrency, known.Currencies);
        sections.ExchangeRates.Refer("from", record => record.From, known.Currencies).Refer("to", record => record.To, known.Currencies);
        InCompany(sections.FixedRateAgreements, record => record.Company)
            .Refer("contract", record => In(record.Company, record.Contract), known.Contracts)
            .Refer("currency", record => record.Currency, known.Currencies);
        InCompany(sections.FiscalPeriods, record => record.Company);
    }

    private void FindOfSalesTax()
    {
        InCompany(sections.SalesTaxCodes, record => record.Company);
        InCompany(sections.SalesTaxGroups, record => record.Company)
            .ReferMany("codes", record => record.Codes.Select(code => $"{record.Company} {code}"), known.SalesTaxCodes);
        InCompany(sections.ItemSalesTaxGroups, record => record.Company)
            .ReferMany("codes", record => record.Codes.Select(code => $"{record.Company} {code}"), known.SalesTaxCodes);
    }

    private void FindOfProjects()
    {
        InCompany(sections.TermsOfPayment, record => record.Company);
        InCompany(sections.Customers, record => record.Company)
            .Refer("currency", record => record.Currency, known.Currencies)
            .Refer("salesTaxGroup", record => In(record.Company, record.SalesTaxGroup), known.SalesTaxGroups)
            .Refer("termsOfPayment", record => In(record.Company, record.TermsOfPayment), known.TermsOfPayment);
        InCompany(sections.Contracts, record => record.Company)
            .Refer("currency", record => record.Currency, known.Currencies)
            .Refer("salesTaxGroup", record => In(record.Company, record.SalesTaxGroup), known.SalesTaxGroups)
            .ReferMany(
                "fundingSources.customer",
                record => (record.FundingSources ?? []).Select(source => $"{record.Company} {source.Customer}"),
                known.Customers
            );
        InCompany(sections.Projects, record => record.Company)
            .Refer("contract", record => In(record.Company, record.Contract), known.Contracts)
            .Refer("salesTaxGroup", record => In(record.Company, record.SalesTaxGroup), known.SalesTaxGroups);
    }

    private void FindOfDimensions()
    {
        ToDimensions(sections.Projects, record => record.Company, record => record.Dimensions);
        ToDimensions(sections.Contracts, record => record.Company, record => record.Dimensions);
        ToDimensions(sections.Customers, record => record.Company, record => record.Dimensions);
    }

    private void FindOfLineRules()
    {
        InCompany(sections.Categories, record => record.Company)
            .Refer("itemSalesTaxGroup", record => In(record.Company, record.ItemSalesTaxGroup), known.ItemSalesTaxGroups);
        InCompany(sections.Products, record => record.Company)
            .Refer("itemSalesTaxGroup", record => In(record.Company, record.ItemSalesTaxGroup), known.ItemSalesTaxGroups);
        InCompany(sections.LineProperties, record => record.Company);
        InCompany(sections.CostAndRevenueProfiles, record => record.Company);
        InCompany(sections.ProfileRules, record => record.Company)
            .Refer("profile", record => In(record.Company, record.Profile), known.Profiles)
            .Refer("project", record => In(record.Company, record.Project), known.Projects)
            .Refer("contract", record => In(record.Company, record.Contract), known.Contracts)
            .Refer("projectGroup", record => In(record.Company, record.ProjectGroup), known.ProjectGroups);
    }

    private void FindOfLedger()
    {
        InCompany(sections.LedgerPosting, record => record.Company);
        InCompany(sections.Dimensions, record => record.Company);
        InCompany(sections.AccountStructures, record => record.Company)
            .ReferMany("dimensions.name", record => record.Dimensions.Select(dimension => $"{record.Company} {dimension.Name}"), known.Dimensions)
            .ReferMany(
                "dimensions.values",
                record => record.Dimensions.SelectMany(dimension => (dimension.Values ?? []).Select(value => $"{record.Company} {dimension.Name} {value}")),
                known.DimensionValues
            );
    }

    private void FindOfParameters()
    {
        InCompany(sections.NumberSequences, record => record.Company);
        InCompany(sections.Parameters, record => record.Company)
            .Refer("milestoneItemSalesTaxGroup", record => In(record.Company, record.MilestoneItemSalesTaxGroup), known.ItemSalesTaxGroups);
    }

    private CheckedSection<T> InCompany<T>(CheckedSection<T> section, Func<T, string> company) => section.Refer("company", company, known.Companies);

    private void ToDimensions<T>(CheckedSection<T> section, Func<T, string> company, Func<T, IReadOnlyDictionary<string, string>?> dimensions) =>
        section.ReferMany(
            "dimensions",
            record => (dimensions(record) ?? new Dictionary<string, string>()).Select(dimension => $"{company(record)} {dimension.Key} {dimension.Value}"),
            known.DimensionValues
        );
}
