using static ProjectInvoice.Finance.Setup.RecordKeys;

namespace ProjectInvoice.Finance.Setup;

/// <summary>What a set-up must hold to before any of it is stored: no record twice, no reference to nothing, only known choices and sane numbers.</summary>
internal sealed class SetupChecks
{
    private readonly FinanceSetup setUp;
    private readonly List<Fault> faults = [];
    private readonly CheckedSections sections;

    private SetupChecks(FinanceSetup setUp) => (this.setUp, sections) = (setUp, new CheckedSections(setUp, faults));

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
        new SetupReferences(checks.sections, new KnownRecords(setUp)).Find();
        new SetupChoices(setUp, checks.sections).Find();
        SetupNumbers.Find(checks.sections);
        checks.FindBadSequences();
        checks.FindBadStructures();
        return checks.faults;
    }

    private void FindDuplicates()
    {
        FindDuplicatesOfRatesAndTax();
        FindDuplicatesOfProjects();
        FindDuplicatesOfLedger();
        foreach (var contract in setUp.Contracts)
        {
            UniqueIn($"contracts {contract.Id} fundingSources", contract.FundingSources ?? [], record => record.Id);
        }

        foreach (var code in setUp.SalesTaxCodes)
        {
            UniqueIn($"salesTaxCodes {code.Code} rates", code.Rates, record => Day(record.ValidFrom));
        }

        FindOverlappingPeriods();
    }

    private void FindDuplicatesOfRatesAndTax()
    {
        sections.Companies.Unique(record => record.Id);
        sections.Currencies.Unique(record => record.Code);
        sections.ExchangeRates.Unique(record => $"{record.Type} {record.From} {record.To} {Day(record.ValidFrom)}");
        sections.FixedRateAgreements.Unique(record => $"{record.Company} {record.Contract} {record.Currency}");
        sections.SalesTaxCodes.Unique(record => $"{record.Company} {record.Code}");
        sections.SalesTaxGroups.Unique(record => $"{record.Company} {record.Group}");
        sections.ItemSalesTaxGroups.Unique(record => $"{record.Company} {record.Group}");
        sections.TermsOfPayment.Unique(record => $"{record.Company} {record.Code}");
    }

    private void FindDuplicatesOfProjects()
    {
        sections.Customers.Unique(record => $"{record.Company} {record.Account}");
        sections.Contracts.Unique(record => $"{record.Company} {record.Id}");
        sections.Projects.Unique(record => $"{record.Company} {record.Id}");
        sections.Categories.Unique(record => $"{record.Company} {record.Id}");
        sections.Products.Unique(record => $"{record.Company} {record.Number}");
        sections.LineProperties.Unique(record => $"{record.Company} {record.BillingType}");
        sections.CostAndRevenueProfiles.Unique(record => $"{record.Company} {record.Id}");
        sections.ProfileRules.Unique(record =>
            $"{record.Company} {record.Project ?? "-"} {record.Contract ?? "-"} {record.ProjectGroup ?? "-"} {MethodOf(record) ?? "-"}"
        );
    }

    private void FindDuplicatesOfLedger()
    {
        sections.MainAccounts.Unique(record => record.Number);
        sections.LedgerPosting.Unique(record => $"{record.Company} {record.PostingType}");
        sections.Dimensions.Unique(record => $"{record.Company} {record.Name}");
        sections.AccountStructures.Unique(record => $"{record.Company} {record.Name}");
        sections.NumberSequences.Unique(record => $"{record.Company} {record.Reference}");
        sections.Parameters.Unique(record => record.Company);
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
            UniqueIn($"accountStructures {structure.Name} dimensions", structure.Dimensions, dimension => dimension.Name);
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

    private void UniqueIn<T>(string list, IEnumerable<T> entries, Func<T, string> key) => sections.Of(list, entries, key).Unique(key);

    private void Add(ErrorCode error, string section, string record, string field, params object?[] values) =>
        faults.Add(error.For($"set-up section {section} record {record} field {field}", values));
}
