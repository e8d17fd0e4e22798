namespace ProjectInvoice.Finance.Setup;

/// <summary>The whole set-up of finance: one list for each section of finance.json. What a section needs must stand in the sections it refers to.</summary>
internal sealed record FinanceSetup
{
    public IReadOnlyList<Company> Companies { get; init; } = [];

    public IReadOnlyList<Currency> Currencies { get; init; } = [];

    public IReadOnlyList<ExchangeRate> ExchangeRates { get; init; } = [];

    public IReadOnlyList<FixedRateAgreement> FixedRateAgreements { get; init; } = [];

    public IReadOnlyList<FiscalPeriod> FiscalPeriods { get; init; } = [];

    public IReadOnlyList<SalesTaxCode> SalesTaxCodes { get; init; } = [];

    public IReadOnlyList<SalesTaxGroup> SalesTaxGroups { get; init; } = [];

    public IReadOnlyList<ItemSalesTaxGroup> ItemSalesTaxGroups { get; init; } = [];

    public IReadOnlyList<TermsOfPayment> TermsOfPayment { get; init; } = [];

    public IReadOnlyList<Customer> Customers { get; init; } = [];

    public IReadOnlyList<Contract> Contracts { get; init; } = [];

    public IReadOnlyList<Project> Projects { get; init; } = [];

    public IReadOnlyList<Category> Categories { get; init; } = [];

    public IReadOnlyList<Product> Products { get; init; } = [];

    public IReadOnlyList<LineProperty> LineProperties { get; init; } = [];

    public IReadOnlyList<CostAndRevenueProfile> CostAndRevenueProfiles { get; init; } = [];

    public IReadOnlyList<ProfileRule> ProfileRules { get; init; } = [];

    public IReadOnlyList<MainAccount> MainAccounts { get; init; } = [];

    public IReadOnlyList<LedgerPosting> LedgerPosting { get; init; } = [];

    public IReadOnlyList<Dimension> Dimensions { get; init; } = [];

    public IReadOnlyList<AccountStructure> AccountStructures { get; init; } = [];

    public IReadOnlyList<NumberSequence> NumberSequences { get; init; } = [];

    public IReadOnlyList<CompanyParameters> Parameters { get; init; } = [];
}
