namespace ProjectInvoice.Finance.Setup;

/// <summary>The set-up as the processes look it up: by company and name, whatever the case of the letters.</summary>
internal sealed class SetupCatalog
{
    private readonly Dictionary<string, Company> companies;
    private readonly Dictionary<string, Currency> currencies;
    private readonly Dictionary<string, Customer> customers;
    private readonly Dictionary<string, Contract> contracts;
    private readonly Dictionary<string, Project> projects;
    private readonly Dictionary<string, Category> categories;
    private readonly Dictionary<string, Product> products;
    private readonly Dictionary<string, LineProperty> lineProperties;
    private readonly Dictionary<string, CostAndRevenueProfile> profiles;
    private readonly Dictionary<string, TermsOfPayment> terms;
    private readonly Dictionary<string, SalesTaxCode> taxCodes;
    private readonly Dictionary<string, SalesTaxGroup> taxGroups;
    private readonly Dictionary<string, ItemSalesTaxGroup> itemTaxGroups;
    private readonly Dictionary<string, LedgerPosting> accounts;
    private readonly Dictionary<string, NumberSequence> sequences;
    private readonly Dictionary<string, CompanyParameters> parameters;
    private readonly Dictionary<string, FixedRateAgreement> agreements;
    private readonly ILookup<string, ExchangeRate> rates;
    private readonly ILookup<string, FiscalPeriod> periods;
    private readonly ILookup<string, ProfileRule> rules;
    private readonly ILookup<string, Dimension> dimensions;
    private readonly ILookup<string, AccountStructure> structures;

    public SetupCatalog(FinanceSetup setUp)
    {
        companies = By(setUp.Companies, record => Key(record.Id));
        currencies = By(setUp.Currencies, record => Key(record.Code));
        customers = By(setUp.Customers, record => Key(record.Company, record.Account));
        contracts = By(setUp.Contracts, record => Key(record.Company, record.Id));
        projects = By(setUp.Projects, record => Key(record.Company, record.Id));
        categories = By(setUp.Categories, record => Key(record.Company, record.Id));
        products = By(setUp.Products, record => Key(record.Company, record.Number));
        lineProperties = By(setUp.LineProperties, record => Key(record.Company, record.BillingType));
        profiles = By(setUp.CostAndRevenueProfiles, record => Key(record.Company, record.Id));
        terms = By(setUp.TermsOfPayment, record => Key(record.Company, record.Code));
        taxCodes = By(setUp.SalesTaxCodes, record => Key(record.Company, record.Code));
        taxGroups = By(setUp.SalesTaxGroups, record => Key(record.Company, record.Group));
        itemTaxGroups = By(setUp.ItemSalesTaxGroups, record => Key(record.Company, record.Group));
        accounts = By(setUp.LedgerPosting, record => Key(record.Company, record.PostingType));
        sequences = By(setUp.NumberSequences, record => Key(record.Company, record.Reference));
        parameters = By(setUp.Parameters, record => Key(record.Company));
        agreements = By(setUp.FixedRateAgreements, record => Key(record.Company, record.Contract, record.Currency));
        rates = setUp.ExchangeRates.OrderBy(rate => rate.ValidFrom).ToLookup(rate => Key(rate.Type, rate.From, rate.To), StringComparer.Ordinal);
        periods = setUp.FiscalPeriods.OrderBy(period => period.From).ToLookup(period => Key(period.Company), StringComparer.Ordinal);
        rules = setUp.ProfileRules.ToLookup(rule => Key(rule.Company), StringComparer.Ordinal);
        dimensions = setUp
            .Dimensions.OrderBy(dimension => dimension.Name, StringComparer.Ordinal)
            .ToLookup(dimension => Key(dimension.Company), StringComparer.Ordinal);
        structures = setUp
            .AccountStructures.OrderBy(structure => structure.Name, StringComparer.Ordinal)
            .ToLookup(structure => Key(structure.Company), StringComparer.Ordinal);
        Companies = [.. setUp.Companies.OrderBy(company => company.Id, StringComparer.Ordinal)];
    }

    /// <summary>All companies by name.</summary>
    public IReadOnlyList<Company> Companies { get; }

    public Company? Company(string id) => Find(companies, Key(id));

    public Currency? Currency(string code) => Find(currencies, Key(code));

    public Customer? Customer(string company, string account) => Find(customers, Key(company, account));

    public Contract? Contract(string company, string id) => Find(contracts, Key(company, id));

    public Project? Project(string company, string id) => Find(projects, Key(company, id));

    public Category? Category(string company, string id) => Find(categories, Key(company, id));

    public Product? Product(string company, string number) => Find(products, Key(company, number));

    public LineProperty? LineProperty(string company, ProjBillingType type) => Find(lineProperties, Key(company, BillingTypeLabel(type)));

    public CostAndRevenueProfile? Profile(string company, string id) => Find(profiles, Key(company, id));

    public TermsOfPayment? Terms(string company, string code) => Find(terms, Key(company, code));

    public SalesTaxCode? SalesTaxCode(string company, string code) => Find(taxCodes, Key(company, code));

    public string? Account(string company, string postingType) => Find(accounts, Key(company, postingType))?.Account;

    public NumberSequence? NumberSequence(string company, string reference) => Find(sequences, Key(company, reference));

    public CompanyParameters Parameters(string company) => Find(parameters, Key(company)) ?? new CompanyParameters(company);

    public FixedRateAgreement? Agreement(string company, string contract, string currency) => Find(agreements, Key(company, contract, currency));

    public IEnumerable<ExchangeRate> Rates(string type, string from, string to) => rates[Key(type, from, to)];

    /// <summary>The fiscal periods of a company, oldest first.</summary>
    public IEnumerable<FiscalPeriod> Periods(string company) => periods[Key(company)];

    public IEnumerable<Dimension> Dimensions(string company) => dimensions[Key(company)];

    public IEnumerable<AccountStructure> Structures(string company) => structures[Key(company)];

    /// <summary>
    /// The profile of the most specific rule that fits: project before contract before project group before none, those of the billing method before all
    /// others.
    /// </summary>
    /// <param name="company">Whose rules they are.</param>
    /// <param name="method">The billing method of the contract line; null takes the project's.</param>
    public CostAndRevenueProfile? ProfileFor(string company, Project? project, string? contract, ProjBillingMethod? method)
    {
        var name = BillingMethods.NameOf(method);
        var rule = rules[Key(company)]
            .Where(rule => Fits(rule.Project, project?.Id) && Fits(rule.Contract, contract) && Fits(rule.ProjectGroup, project?.ProjectGroup))
            .Where(rule => rule.BillingMethod is null || name is null || rule.BillingMethod == name)
            .MaxBy(rule =>
                (MethodOf(company, rule) == name ? 8 : 0)
                + (rule.Project is null ? 0 : 4)
                + (rule.Contract is null ? 0 : 2)
                + (rule.ProjectGroup is null ? 0 : 1)
            );
        return rule is null ? null : Profile(company, rule.Profile);
    }

    private string? MethodOf(string company, ProfileRule rule) => rule.BillingMethod ?? Profile(company, rule.Profile)?.BillingMethod;

    /// <summary>The codes that stand in both groups, in the order of their names.</summary>
    public IReadOnlyList<SalesTaxCode> TaxCodes(string company, string? group, string? itemGroup)
    {
        if (
            group is null
            || itemGroup is null
            || Find(taxGroups, Key(company, group)) is not { } customerGroup
            || Find(itemTaxGroups, Key(company, itemGroup)) is not { } soldGroup
        )
        {
            return [];
        }

        return
        [
            .. customerGroup
                .Codes.Intersect(soldGroup.Codes, StringComparer.OrdinalIgnoreCase)
                .Order(StringComparer.Ordinal)
                .Select(code => SalesTaxCode(company, code)!),
        ];
    }

    public bool HasTaxGroup(string company, string group) => Find(taxGroups, Key(company, group)) is not null;

    public bool HasItemTaxGroup(string company, string group) => Find(itemTaxGroups, Key(company, group)) is not null;

    public static string BillingTypeLabel(ProjBillingType type) =>
        type switch
        {
            ProjBillingType.Chargeable => "Chargeable",
            ProjBillingType.NonChargeable => "Non Chargeable",
            ProjBillingType.Complimentary => "Complimentary",
            ProjBillingType.NotAvailable => "Not Available",
            _ => "Not Specified",
        };

    private static bool Fits(string? wanted, string? given) => wanted is null || string.Equals(wanted, given, StringComparison.OrdinalIgnoreCase);

    private static Dictionary<string, T> By<T>(IEnumerable<T> records, Func<T, string> key) => records.ToDictionary(key, StringComparer.Ordinal);

    private static T? Find<T>(Dictionary<string, T> records, string key)
        where T : class => records.GetValueOrDefault(key);

    private static string Key(params ReadOnlySpan<string> parts) => string.Join('\u001F', parts!).ToUpperInvariant();
}
