using System.Globalization;

namespace ProjectInvoice.Finance.Setup;

/// <summary>What a set-up must hold to before any of it is stored: no record twice, no reference to nothing, only known choices and sane numbers.</summary>
internal sealed class SetupChecks
{
    private static readonly string[] BillingTypes = ["Chargeable", "Non Chargeable", "Complimentary", "Not Available", "Not Specified"];
    private static readonly string[] TransactionTypes = ["Hour", "Expense", "Item", "Fee"];

    private const decimal LeastRate = 0.000000001m;
    private const decimal MostRate = 1_000_000_000m;
    private const string RateRule = "must be 0.000000001 to 1000000000";
    private const long MostNumber = 999_999_999_999;

    private readonly FinanceSetup setUp;
    private readonly List<Fault> faults = [];

    private SetupChecks(FinanceSetup setUp) => this.setUp = setUp;

    /// <exception cref="FinanceRefusal">With every fault found, from <see cref="SetupErrors.DoubledRecord"/> to
    /// <see cref="SetupErrors.NoAccounts"/>.</exception>
    public static void Require(FinanceSetup setUp)
    {
        if (Faults(setUp) is { Count: > 0 } faults)
        {
            throw new FinanceRefusal(faults);
        }
    }

    /// <summary>Every fault of the set-up.</summary>
    public static List<Fault> Faults(FinanceSetup setUp)
    {
        var checks = new SetupChecks(setUp);
        checks.FindDuplicates();
        checks.FindDanglingReferences();
        checks.FindUnknownChoices();
        checks.FindBadNumbers();
        checks.FindBadSequences();
        checks.FindBadStructures();
        return checks.faults;
    }

    private void FindDuplicates()
    {
        Unique("companies", setUp.Companies, record => record.Id);
        Unique("currencies", setUp.Currencies, record => record.Code);
        Unique("exchangeRates", setUp.ExchangeRates, record => $"{record.Type} {record.From} {record.To} {Day(record.ValidFrom)}");
        Unique("fixedRateAgreements", setUp.FixedRateAgreements, record => $"{record.Company} {record.Contract} {record.Currency}");
        Unique("salesTaxCodes", setUp.SalesTaxCodes, record => $"{record.Company} {record.Code}");
        Unique("salesTaxGroups", setUp.SalesTaxGroups, record => $"{record.Company} {record.Group}");
        Unique("itemSalesTaxGroups", setUp.ItemSalesTaxGroups, record => $"{record.Company} {record.Group}");
        Unique("termsOfPayment", setUp.TermsOfPayment, record => $"{record.Company} {record.Code}");
        Unique("customers", setUp.Customers, record => $"{record.Company} {record.Account}");
        Unique("contracts", setUp.Contracts, record => $"{record.Company} {record.Id}");
        Unique("projects", setUp.Projects, record => $"{record.Company} {record.Id}");
        Unique("categories", setUp.Categories, record => $"{record.Company} {record.Id}");
        Unique("products", setUp.Products, record => $"{record.Company} {record.Number}");
        Unique("lineProperties", setUp.LineProperties, record => $"{record.Company} {record.BillingType}");
        Unique("costAndRevenueProfiles", setUp.CostAndRevenueProfiles, record => $"{record.Company} {record.Id}");
        Unique(
            "profileRules",
            setUp.ProfileRules,
            record => $"{record.Company} {record.Project ?? "-"} {record.Contract ?? "-"} {record.ProjectGroup ?? "-"} {MethodOf(record) ?? "-"}"
        );
        Unique("mainAccounts", setUp.MainAccounts, record => record.Number);
        Unique("ledgerPosting", setUp.LedgerPosting, record => $"{record.Company} {record.PostingType}");
        Unique("dimensions", setUp.Dimensions, record => $"{record.Company} {record.Name}");
        Unique("accountStructures", setUp.AccountStructures, record => $"{record.Company} {record.Name}");
        Unique("numberSequences", setUp.NumberSequences, record => $"{record.Company} {record.Reference}");
        Unique("parameters", setUp.Parameters, record => record.Company);
        foreach (var contract in setUp.Contracts)
        {
            Unique($"contracts {contract.Id} fundingSources", contract.FundingSources ?? [], record => record.Id);
        }

        foreach (var code in setUp.SalesTaxCodes)
        {
            Unique($"salesTaxCodes {code.Code} rates", code.Rates, record => Day(record.ValidFrom));
        }

        FindOverlappingPeriods();
    }

    private string? MethodOf(ProfileRule rule) =>
        rule.BillingMethod
        ?? setUp
            .CostAndRevenueProfiles.FirstOrDefault(profile => Upper($"{profile.Company} {profile.Id}") == Upper($"{rule.Company} {rule.Profile}"))
            ?.BillingMethod;

    private void FindOverlappingPeriods()
    {
        foreach (var company in setUp.FiscalPeriods.GroupBy(period => Upper(period.Company)))
        {
            FiscalPeriod? before = null;
            foreach (var period in company.OrderBy(period => period.From))
            {
                if (period.To < period.From || (before is not null && period.From <= before.To))
                {
                    Add(SetupErrors.OverlappingPeriod, "fiscalPeriods", $"{period.Company} {Day(period.From)}", "from, to");
                }

                before = period;
            }
        }
    }

    private void FindDanglingReferences()
    {
        var companies = Set(setUp.Companies, record => record.Id);
        var currencies = Set(setUp.Currencies, record => record.Code);
        var customers = Set(setUp.Customers, record => $"{record.Company} {record.Account}");
        var contracts = Set(setUp.Contracts, record => $"{record.Company} {record.Id}");
        var projects = Set(setUp.Projects, record => $"{record.Company} {record.Id}");
        var taxCodes = Set(setUp.SalesTaxCodes, record => $"{record.Company} {record.Code}");
        var taxGroups = Set(setUp.SalesTaxGroups, record => $"{record.Company} {record.Group}");
        var itemTaxGroups = Set(setUp.ItemSalesTaxGroups, record => $"{record.Company} {record.Group}");
        var terms = Set(setUp.TermsOfPayment, record => $"{record.Company} {record.Code}");
        var profiles = Set(setUp.CostAndRevenueProfiles, record => $"{record.Company} {record.Id}");
        var dimensions = setUp
            .Dimensions.SelectMany(record => record.Values.Select(value => Upper($"{record.Company} {record.Name} {value}")))
            .ToHashSet(StringComparer.Ordinal);
        var projectGroups = setUp
            .Projects.Where(record => record.ProjectGroup is not null)
            .Select(record => Upper($"{record.Company} {record.ProjectGroup}"))
            .ToHashSet(StringComparer.Ordinal);

        Refer("companies", setUp.Companies, record => record.Id, "accountingCurrency", record => record.AccountingCurrency, currencies);
        Refer("companies", setUp.Companies, record => record.Id, "reportingCurrency", record => record.ReportingCurrency, currencies);
        Refer("exchangeRates", setUp.ExchangeRates, record => $"{record.From} {record.To}", "from", record => record.From, currencies);
        Refer("exchangeRates", setUp.ExchangeRates, record => $"{record.From} {record.To}", "to", record => record.To, currencies);
        Company("fixedRateAgreements", setUp.FixedRateAgreements, record => record.Contract, record => record.Company);
        Refer(
            "fixedRateAgreements",
            setUp.FixedRateAgreements,
            record => record.Contract,
            "contract",
            record => $"{record.Company} {record.Contract}",
            contracts
        );
        Refer("fixedRateAgreements", setUp.FixedRateAgreements, record => record.Contract, "currency", record => record.Currency, currencies);
        Company("fiscalPeriods", setUp.FiscalPeriods, record => Day(record.From), record => record.Company);
        Company("salesTaxCodes", setUp.SalesTaxCodes, record => record.Code, record => record.Company);
        Company("salesTaxGroups", setUp.SalesTaxGroups, record => record.Group, record => record.Company);
        ReferMany(
            "salesTaxGroups",
            setUp.SalesTaxGroups,
            record => record.Group,
            "codes",
            record => record.Codes.Select(code => $"{record.Company} {code}"),
            taxCodes
        );
        Company("itemSalesTaxGroups", setUp.ItemSalesTaxGroups, record => record.Group, record => record.Company);
        ReferMany(
            "itemSalesTaxGroups",
            setUp.ItemSalesTaxGroups,
            record => record.Group,
            "codes",
            record => record.Codes.Select(code => $"{record.Company} {code}"),
            taxCodes
        );
        Company("termsOfPayment", setUp.TermsOfPayment, record => record.Code, record => record.Company);
        Company("customers", setUp.Customers, record => record.Account, record => record.Company);
        Refer("customers", setUp.Customers, record => record.Account, "currency", record => record.Currency, currencies);
        Refer("customers", setUp.Customers, record => record.Account, "salesTaxGroup", record => In(record.Company, record.SalesTaxGroup), taxGroups);
        Refer("customers", setUp.Customers, record => record.Account, "termsOfPayment", record => In(record.Company, record.TermsOfPayment), terms);
        Company("contracts", setUp.Contracts, record => record.Id, record => record.Company);
        Refer("contracts", setUp.Contracts, record => record.Id, "currency", record => record.Currency, currencies);
        Refer("contracts", setUp.Contracts, record => record.Id, "salesTaxGroup", record => In(record.Company, record.SalesTaxGroup), taxGroups);
        ReferMany(
            "contracts",
            setUp.Contracts,
            record => record.Id,
            "fundingSources.customer",
            record => (record.FundingSources ?? []).Select(source => $"{record.Company} {source.Customer}"),
            customers
        );
        Company("projects", setUp.Projects, record => record.Id, record => record.Company);
        Refer("projects", setUp.Projects, record => record.Id, "contract", record => In(record.Company, record.Contract), contracts);
        Refer("projects", setUp.Projects, record => record.Id, "salesTaxGroup", record => In(record.Company, record.SalesTaxGroup), taxGroups);
        ReferMany(
            "projects",
            setUp.Projects,
            record => record.Id,
            "dimensions",
            record => (record.Dimensions ?? new Dictionary<string, string>()).Select(dimension => $"{record.Company} {dimension.Key} {dimension.Value}"),
            dimensions
        );
        ReferMany(
            "contracts",
            setUp.Contracts,
            record => record.Id,
            "dimensions",
            record => (record.Dimensions ?? new Dictionary<string, string>()).Select(dimension => $"{record.Company} {dimension.Key} {dimension.Value}"),
            dimensions
        );
        ReferMany(
            "customers",
            setUp.Customers,
            record => record.Account,
            "dimensions",
            record => (record.Dimensions ?? new Dictionary<string, string>()).Select(dimension => $"{record.Company} {dimension.Key} {dimension.Value}"),
            dimensions
        );
        Company("categories", setUp.Categories, record => record.Id, record => record.Company);
        Refer("categories", setUp.Categories, record => record.Id, "itemSalesTaxGroup", record => In(record.Company, record.ItemSalesTaxGroup), itemTaxGroups);
        Company("products", setUp.Products, record => record.Number, record => record.Company);
        Refer("products", setUp.Products, record => record.Number, "itemSalesTaxGroup", record => In(record.Company, record.ItemSalesTaxGroup), itemTaxGroups);
        Company("lineProperties", setUp.LineProperties, record => record.Id, record => record.Company);
        Company("costAndRevenueProfiles", setUp.CostAndRevenueProfiles, record => record.Id, record => record.Company);
        Company("profileRules", setUp.ProfileRules, record => record.Profile, record => record.Company);
        Refer("profileRules", setUp.ProfileRules, record => record.Profile, "profile", record => $"{record.Company} {record.Profile}", profiles);
        Refer("profileRules", setUp.ProfileRules, record => record.Profile, "project", record => In(record.Company, record.Project), projects);
        Refer("profileRules", setUp.ProfileRules, record => record.Profile, "contract", record => In(record.Company, record.Contract), contracts);
        Refer("profileRules", setUp.ProfileRules, record => record.Profile, "projectGroup", record => In(record.Company, record.ProjectGroup), projectGroups);
        Company("ledgerPosting", setUp.LedgerPosting, record => record.PostingType, record => record.Company);
        Company("dimensions", setUp.Dimensions, record => record.Name, record => record.Company);
        Company("accountStructures", setUp.AccountStructures, record => record.Name, record => record.Company);
        ReferMany(
            "accountStructures",
            setUp.AccountStructures,
            record => record.Name,
            "dimensions.name",
            record => record.Dimensions.Select(dimension => $"{record.Company} {dimension.Name}"),
            Set(setUp.Dimensions, record => $"{record.Company} {record.Name}")
        );
        ReferMany(
            "accountStructures",
            setUp.AccountStructures,
            record => record.Name,
            "dimensions.values",
            record => record.Dimensions.SelectMany(dimension => (dimension.Values ?? []).Select(value => $"{record.Company} {dimension.Name} {value}")),
            dimensions
        );
        Company("numberSequences", setUp.NumberSequences, record => record.Reference, record => record.Company);
        Company("parameters", setUp.Parameters, record => record.Company, record => record.Company);
        Refer(
            "parameters",
            setUp.Parameters,
            record => record.Company,
            "milestoneItemSalesTaxGroup",
            record => In(record.Company, record.MilestoneItemSalesTaxGroup),
            itemTaxGroups
        );

        void Company<T>(string section, IEnumerable<T> records, Func<T, string> name, Func<T, string> company) =>
            Refer(section, records, name, "company", company, companies);
    }

    private void FindUnknownChoices()
    {
        Choose("exchangeRates", setUp.ExchangeRates, record => $"{record.From} {record.To}", "type", record => record.Type, "Default", "Reporting");
        Choose("fiscalPeriods", setUp.FiscalPeriods, record => Day(record.From), "status", record => record.Status, "Open", "OnHold", "Closed");
        Choose(
            "salesTaxCodes",
            setUp.SalesTaxCodes,
            record => record.Code,
            "kind",
            record => record.Kind,
            "Standard",
            "Reduced",
            "Zero",
            "Exempt",
            "ReverseCharge"
        );
        Choose("termsOfPayment", setUp.TermsOfPayment, record => record.Code, "from", record => record.From, "InvoiceDate", "MonthEnd", "DayOfMonth");
        Choose("categories", setUp.Categories, record => record.Id, "transactionType", record => record.TransactionType, TransactionTypes);
        Choose("lineProperties", setUp.LineProperties, record => record.Id, "billingType", record => record.BillingType, BillingTypes);
        Choose(
            "costAndRevenueProfiles",
            setUp.CostAndRevenueProfiles,
            record => record.Id,
            "billingMethod",
            record => record.BillingMethod,
            [.. BillingMethods.All]
        );
        Choose(
            "profileRules",
            setUp.ProfileRules.Where(record => record.BillingMethod is not null),
            record => record.Profile,
            "billingMethod",
            record => record.BillingMethod!,
            [.. BillingMethods.All]
        );
        Choose(
            "costAndRevenueProfiles",
            setUp.CostAndRevenueProfiles,
            record => record.Id,
            "onAccount",
            record => record.OnAccount,
            "ProfitAndLoss",
            "Balance"
        );
        foreach (var profile in setUp.CostAndRevenueProfiles)
        {
            foreach (var (type, place) in profile.PostCosts ?? new Dictionary<string, string>())
            {
                Choose("costAndRevenueProfiles", [profile], record => record.Id, "postCosts", _ => type, "Hour", "Expense", "Item");
                Choose("costAndRevenueProfiles", [profile], record => record.Id, $"postCosts.{type}", _ => place, "ProfitAndLoss", "Balance");
            }

            foreach (var type in profile.AccrueRevenue ?? [])
            {
                Choose("costAndRevenueProfiles", [profile], record => record.Id, "accrueRevenue", _ => type, TransactionTypes);
            }
        }

        Choose("ledgerPosting", setUp.LedgerPosting, record => record.PostingType, "postingType", record => record.PostingType, [.. PostingTypes.WithAccount]);
        foreach (var dimension in setUp.Dimensions)
        {
            foreach (var type in dimension.RequiredFor ?? [])
            {
                Choose("dimensions", [dimension], record => record.Name, "requiredFor", _ => type, [.. PostingTypes.WithProjectDimensions]);
            }
        }

        Choose("numberSequences", setUp.NumberSequences, record => record.Reference, "reference", record => record.Reference, [.. NumberReferences.All]);
        Choose(
            "parameters",
            setUp.Parameters,
            record => record.Company,
            "salesTaxGroupMethod",
            record => record.SalesTaxGroupMethod,
            "Search",
            "Project",
            "Contract",
            "Customer"
        );
        Choose(
            "parameters",
            setUp.Parameters,
            record => record.Company,
            "journalPeriodUnit",
            record => record.JournalPeriodUnit,
            "Days",
            "Months",
            "Years",
            "All"
        );
        foreach (var company in setUp.Companies.Where(company => company.TimeZone is { } zone && CompanyClock.ZoneOf(zone) is null))
        {
            Add(SetupErrors.NoTimeZone, "companies", company.Id, "timeZone", company.TimeZone);
        }
    }

    private void FindBadNumbers()
    {
        Number("companies", setUp.Companies, record => record.Id, "id", record => record.Id.Length is > 0 and <= 4, "must have 1 to 4 characters");
        Number("currencies", setUp.Currencies, record => record.Code, "code", record => record.Code.Length == 3, "must have 3 characters");
        Number("currencies", setUp.Currencies, record => record.Code, "decimals", record => record.Decimals is >= 0 and <= 4, "must be 0 to 4");
        Number(
            "exchangeRates",
            setUp.ExchangeRates,
            record => $"{record.From} {record.To}",
            "rate",
            record => record.Rate is >= LeastRate and <= MostRate,
            RateRule
        );
        Number(
            "fixedRateAgreements",
            setUp.FixedRateAgreements,
            record => record.Contract,
            "rate",
            record => record.Rate is >= LeastRate and <= MostRate,
            RateRule
        );
        Number(
            "salesTaxCodes",
            setUp.SalesTaxCodes,
            record => record.Code,
            "rates.percent",
            record => record.Rates.All(rate => rate.Percent is >= 0 and <= 100),
            "must be 0 to 100"
        );
        Number("termsOfPayment", setUp.TermsOfPayment, record => record.Code, "days", record => record.Days is >= 0 and <= 3650, "must be 0 to 3650");
        Number(
            "termsOfPayment",
            setUp.TermsOfPayment,
            record => record.Code,
            "dayOfMonth",
            record => record.From == "DayOfMonth" ? record.DayOfMonth is >= 1 and <= 31 : record.DayOfMonth is null,
            "must be 1 to 31 from DayOfMonth, and is left out else"
        );
        Number(
            "numberSequences",
            setUp.NumberSequences,
            record => record.Reference,
            "next",
            record => record.Next is > 0 and <= MostNumber,
            $"must be 1 to {MostNumber}"
        );
        Number(
            "numberSequences",
            setUp.NumberSequences,
            record => record.Reference,
            "format",
            record => NumberFormat.IsValid(record.Format),
            "must hold one run of # for the digits"
        );
        Number("parameters", setUp.Parameters, record => record.Company, "journalLineLimit", record => record.JournalLineLimit >= 0, "must not be negative");
    }

    private void FindBadSequences()
    {
        foreach (var sequence in setUp.NumberSequences.Where(sequence => sequence.Reference == NumberReferences.CustomerInvoice && !sequence.Continuous))
        {
            Add(SetupErrors.NotContinuous, "numberSequences", $"{sequence.Company} {sequence.Reference}", "continuous");
        }

        foreach (
            var alike in setUp
                .NumberSequences.GroupBy(sequence => $"{Upper(sequence.Company)} {NumberFormat.Shape(sequence.Format)}", StringComparer.Ordinal)
                .Where(group => group.Count() > 1)
        )
        {
            Add(
                SetupErrors.SharedFormat,
                "numberSequences",
                $"{alike.First().Company} {string.Join(", ", alike.Select(sequence => sequence.Reference))}",
                "format",
                alike.First().Format
            );
        }
    }

    private void FindBadStructures()
    {
        foreach (var structure in setUp.AccountStructures)
        {
            Unique($"accountStructures {structure.Name} dimensions", structure.Dimensions, dimension => dimension.Name);
            foreach (var pattern in structure.Accounts.Where(pattern => !AccountPattern.IsValid(pattern)))
            {
                Add(SetupErrors.WrongAccounts, "accountStructures", structure.Name, "accounts", pattern);
            }

            if (structure.Accounts.Count == 0)
            {
                Add(SetupErrors.NoAccounts, "accountStructures", structure.Name, "accounts");
            }
        }
    }

    private void Unique<T>(string section, IEnumerable<T> records, Func<T, string> key)
    {
        foreach (var twice in records.GroupBy(record => Upper(key(record)), StringComparer.Ordinal).Where(group => group.Count() > 1))
        {
            Add(SetupErrors.DoubledRecord, section, key(twice.First()), "key");
        }
    }

    private void Refer<T>(string section, IEnumerable<T> records, Func<T, string> name, string field, Func<T, string?> reference, HashSet<string> known)
    {
        foreach (var record in records)
        {
            if (reference(record) is { } referred && !known.Contains(Upper(referred)))
            {
                Add(SetupErrors.DanglingReference, section, name(record), field, referred);
            }
        }
    }

    private void ReferMany<T>(
        string section,
        IEnumerable<T> records,
        Func<T, string> name,
        string field,
        Func<T, IEnumerable<string>> references,
        HashSet<string> known
    )
    {
        foreach (var record in records)
        {
            Refer(section, references(record), _ => name(record), field, reference => reference, known);
        }
    }

    private void Choose<T>(string section, IEnumerable<T> records, Func<T, string> name, string field, Func<T, string> value, params string[] choices)
    {
        foreach (var record in records.Where(record => !choices.Contains(value(record), StringComparer.Ordinal)))
        {
            Add(SetupErrors.UnknownChoice, section, name(record), field, value(record), string.Join(", ", choices));
        }
    }

    private void Number<T>(string section, IEnumerable<T> records, Func<T, string> name, string field, Func<T, bool> holds, string rule)
    {
        foreach (var record in records.Where(record => !holds(record)))
        {
            Add(SetupErrors.WrongNumber, section, name(record), field, rule);
        }
    }

    private void Add(ErrorCode error, string section, string record, string field, params object?[] values) =>
        faults.Add(error.For($"set-up section {section} record {record} field {field}", values));

    private static HashSet<string> Set<T>(IEnumerable<T> records, Func<T, string> key) =>
        records.Select(record => Upper(key(record))).ToHashSet(StringComparer.Ordinal);

    private static string? In(string company, string? id) => id is null ? null : $"{company} {id}";

    private static string Upper(string text) => text.ToUpperInvariant();

    private static string Day(DateOnly date) => date.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
}
