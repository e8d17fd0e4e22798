using static ProjectInvoice.Finance.Setup.RecordKeys;

namespace ProjectInvoice.Finance.Setup;

/// <summary>The sections of a set-up as they are checked, each with what its records are called in faults.</summary>
/// <param name="faults">Takes the faults of all of them, in the order of the questions.</param>
internal sealed class CheckedSections(FinanceSetup setUp, ICollection<Fault> faults)
{
    public CheckedSection<Company> Companies => Of("companies", setUp.Companies, record => record.Id);

    public CheckedSection<Currency> Currencies => Of("currencies", setUp.Currencies, record => record.Code);

    public CheckedSection<ExchangeRate> ExchangeRates => Of("exchangeRates", setUp.ExchangeRates, record => $"{record.From} {record.To}");

    public CheckedSection<FixedRateAgreement> FixedRateAgreements => Of("fixedRateAgreements", setUp.FixedRateAgreements, record => record.Contract);

    public CheckedSection<FiscalPeriod> FiscalPeriods => Of("fiscalPeriods", setUp.FiscalPeriods, record => Day(record.From));

    public CheckedSection<SalesTaxCode> SalesTaxCodes => Of("salesTaxCodes", setUp.SalesTaxCodes, record => record.Code);

    public CheckedSection<SalesTaxGroup> SalesTaxGroups => Of("salesTaxGroups", setUp.SalesTaxGroups, record => record.Group);

    public CheckedSection<ItemSalesTaxGroup> ItemSalesTaxGroups => Of("itemSalesTaxGroups", setUp.ItemSalesTaxGroups, record => record.Group);

    public CheckedSection<TermsOfPayment> TermsOfPayment => Of("termsOfPayment", setUp.TermsOfPayment, record => record.Code);

    public CheckedSection<Customer> Customers => Of("customers", setUp.Customers, record => record.Account);

    public CheckedSection<Contract> Contracts => Of("contracts", setUp.Contracts, record => record.Id);

    public CheckedSection<Project> Projects => Of("projects", setUp.Projects, record => record.Id);

    public CheckedSection<Category> Categories => Of("categories", setUp.Categories, record => record.Id);

    public CheckedSection<Product> Products => Of("products", setUp.Products, record => record.Number);

    public CheckedSection<LineProperty> LineProperties => Of("lineProperties", setUp.LineProperties, record => record.Id);

    public CheckedSection<CostAndRevenueProfile> CostAndRevenueProfiles => Of("costAndRevenueProfiles", setUp.CostAndRevenueProfiles, record => record.Id);

    public CheckedSection<ProfileRule> ProfileRules => Of("profileRules", setUp.ProfileRules, record => record.Profile);

    public CheckedSection<MainAccount> MainAccounts => Of("mainAccounts", setUp.MainAccounts, record => record.Number);

    public CheckedSection<LedgerPosting> LedgerPosting => Of("ledgerPosting", setUp.LedgerPosting, record => record.PostingType);

    public CheckedSection<Dimension> Dimensions => Of("dimensions", setUp.Dimensions, record => record.Name);

    public CheckedSection<AccountStructure> AccountStructures => Of("accountStructures", setUp.AccountStructures, record => record.Name);

    public CheckedSection<NumberSequence> NumberSequences => Of("numberSequences", setUp.NumberSequences, record => record.Reference);

    public CheckedSection<CompanyParameters> Parameters => Of("parameters", setUp.Parameters, record => record.Company);

    /// <summary>A list inside a record, by what its entries are called.</summary>
    public CheckedSection<T> Of<T>(string section, IEnumerable<T> records, Func<T, string> name) => new(section, records, name, faults);
}
