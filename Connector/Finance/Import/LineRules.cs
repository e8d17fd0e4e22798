using ProjectInvoice.Finance.Ledger;
using ProjectInvoice.Finance.Proposals;
using ProjectInvoice.Finance.Rates;
using ProjectInvoice.Finance.Setup;
using ProjectInvoice.Finance.Staging;

namespace ProjectInvoice.Finance.Import;

/// <summary>Decides by set-up how a staged row is booked, or says everything that is missing for it in a list of faults that is new for every row.</summary>
internal sealed class LineRules(SetupCatalog setUp)
{
    private readonly RateTable rates = new(setUp);

    /// <summary>Decides about a cost or unbilled sales row: accounting date in an open period, rate of that date.</summary>
    public LineDecision? OfJournalLine(ActualsImport row, ICollection<Fault> faults)
    {
        var company = setUp.Company(row.DataAreaId)!;
        var date = OpenDate(company, row.AccountingDate);
        if (date is null)
        {
            faults.Add(ImportErrors.PeriodNotOpen.Found(FiscalCalendar.Explain(setUp, company.Id, row.AccountingDate)));
        }

        return Decide(company, row, null, row.CustomerAccountNumber, date ?? row.AccountingDate, null, faults);
    }

    /// <summary>Decides about a chargeable billed sales row of a proposal at the accounting date of the invoice.</summary>
    /// <param name="row">The billed sales.</param>
    /// <param name="header">Its proposal.</param>
    /// <param name="customer">Who is invoiced.</param>
    /// <param name="accountingDate">The date whose rate holds.</param>
    /// <param name="onAccount">Gives tax groups and dimensions; null to take them from set-up.</param>
    /// <param name="faults">Takes what is missing.</param>
    public LineDecision? OfProposalLine(
        ActualsImport row,
        InvoiceProposal header,
        string customer,
        DateOnly accountingDate,
        OnAccountTransaction? onAccount,
        ICollection<Fault> faults
    ) => Decide(setUp.Company(row.DataAreaId)!, row, header.ProjectContractId, customer, accountingDate, onAccount, faults);

    /// <summary>The date itself where its period is open, else the next open date where the parameter allows; null where neither is.</summary>
    public DateOnly? OpenDate(Company company, DateOnly date) =>
        FiscalCalendar.IsOpen(setUp, company.Id, date) ? date
        : setUp.Parameters(company.Id).SetAccountingDateToOpenPeriod ? FiscalCalendar.NextOpenDate(setUp, company.Id, date)
        : null;

    private LineDecision? Decide(
        Company company,
        ActualsImport row,
        string? contractOfHeader,
        string? customer,
        DateOnly date,
        OnAccountTransaction? onAccount,
        ICollection<Fault> faults
    )
    {
        var type = TransactionClass.TransactionType(row);
        var project = ProjectOf(company, row, type, faults);
        var contract = row.ContractId ?? contractOfHeader ?? project?.Contract;
        var contractRecord = ContractOf(company, contract, faults);
        CheckAmount(row, faults);
        var category = CategoryOf(company, row, faults);
        var property = PropertyOf(company, row, faults);
        var profile = ProfileOf(company, row, project, contract, faults);
        var payer = PayerOf(company, row, contractRecord, customer);
        var (taxGroup, itemTaxGroup) =
            row.TransactionType == ProjCDSTransType.Cost
                ? (null, null)
                : TaxGroups(company, row, type, project, contractRecord, category, payer, onAccount, faults);
        var rates = this.rates.Find(company, row.TransactionType == ProjCDSTransType.Cost ? null : contract, row.TransactionCurrencyId, date, faults);
        var dimensions = onAccount?.Dimensions ?? DimensionSet.Of(project, contractRecord, payer);
        if (profile is null || property is null || rates is null)
        {
            return null;
        }

        var costToBalance = row.TransactionType == ProjCDSTransType.Cost && PostsCostsTo(profile, type, "Balance");
        var accrues = Accrues(row, type, profile, property);
        var postingTypes = PostingTypesOf(row, type, profile, accrues, costToBalance);
        CheckAccounts(row, postingTypes, dimensions, onAccount is null ? null : ImportErrors.GiveToOnAccount, faults);
        return faults.Count > 0
            ? null
            : new LineDecision(row, type, contract, profile, property, accrues, costToBalance, taxGroup, itemTaxGroup, dimensions, date, rates);
    }

    private Contract? ContractOf(Company company, string? id, ICollection<Fault> faults)
    {
        var contract = id is null ? null : setUp.Contract(company.Id, id);
        if (id is not null && contract is null)
        {
            faults.Add(ImportErrors.UnknownContract.Found(id, company.Id));
        }

        return contract;
    }

    private LineProperty? PropertyOf(Company company, ActualsImport row, ICollection<Fault> faults)
    {
        var property = setUp.LineProperty(company.Id, row.BillingType);
        if (property is null)
        {
            faults.Add(ImportErrors.NoLineProperty.Found(company.Id, SetupCatalog.BillingTypeLabel(row.BillingType)));
        }

        return property;
    }

    private CostAndRevenueProfile? ProfileOf(Company company, ActualsImport row, Project? project, string? contract, ICollection<Fault> faults)
    {
        var profile = setUp.ProfileFor(company.Id, project, contract, row.BillingMethod);
        if (profile is null)
        {
            faults.Add(ImportErrors.NoProfile.Found(company.Id, row.ProjectId ?? "none", contract ?? "none"));
        }

        return profile;
    }

    private static bool Accrues(ActualsImport row, string type, CostAndRevenueProfile profile, LineProperty property) =>
        row.TransactionType == ProjCDSTransType.Sales
        && property.Chargeable
        && property.AccrueRevenue
        && (profile.AccrueRevenue ?? []).Contains(type, StringComparer.Ordinal)
        && !PostsCostsTo(profile, type, "Balance");

    private static string[] PostingTypesOf(ActualsImport row, string type, CostAndRevenueProfile profile, bool accrues, bool costToBalance) =>
        row.TransactionType == ProjCDSTransType.BilledSales ? [PostingRules.OfRevenue(type, profile)]
        : PostingRules.OfJournalLine(row.TransactionType, type, accrues, costToBalance) is var (debit, credit) ? [debit, credit]
        : [];

    private Project? ProjectOf(Company company, ActualsImport row, string type, ICollection<Fault> faults)
    {
        if (row.ProjectId is null)
        {
            if (type != TransactionClass.OnAccount)
            {
                faults.Add((IsOnInvoice(row) ? ImportErrors.NoProjectOnInvoice : ImportErrors.NoProject).Found());
            }

            return null;
        }

        var project = setUp.Project(company.Id, row.ProjectId);
        if (project is null)
        {
            faults.Add(ImportErrors.UnknownProject.Found(row.ProjectId, company.Id));
        }

        return project;
    }

    /// <summary>Checks that the currency is set up and that the amount has no more decimals than it.</summary>
    public void CheckAmount(ActualsImport row, ICollection<Fault> faults)
    {
        if (setUp.Currency(row.TransactionCurrencyId) is not { } currency)
        {
            faults.Add(SetupErrors.UnknownCurrency.Found(row.TransactionCurrencyId));
        }
        else if (!Money.FitsDecimals(row.Amount, currency.Decimals))
        {
            var error = IsOnInvoice(row) ? ImportErrors.TooManyDecimalsOnInvoice : ImportErrors.TooManyDecimals;
            faults.Add(error.Found(row.Amount, currency.Decimals, currency.Code));
        }
    }

    private static bool IsOnInvoice(ActualsImport row) => row.TransactionType == ProjCDSTransType.BilledSales;

    private Category? CategoryOf(Company company, ActualsImport row, ICollection<Fault> faults)
    {
        if (row.TransactionCategoryId is null)
        {
            return null;
        }

        var category = setUp.Category(company.Id, row.TransactionCategoryId);
        if (category is null)
        {
            faults.Add(ImportErrors.UnknownCategory.Found(row.TransactionCategoryId, company.Id));
        }

        return category;
    }

    private Customer? PayerOf(Company company, ActualsImport row, Contract? contract, string? customer)
    {
        var sources = contract?.FundingSources ?? [];
        var account =
            customer
            ?? sources.FirstOrDefault(source => string.Equals(source.Id, row.FundingSource, StringComparison.OrdinalIgnoreCase))?.Customer
            ?? (row.FundingSource is null && sources.Count == 1 ? sources[0].Customer : null);
        return account is null ? null : setUp.Customer(company.Id, account);
    }

    // Only material is sold as a product.
    private Product? ProductOf(Company company, ActualsImport row, string type) =>
        type == "Item" && row.ProductNumber is { } number ? setUp.Product(company.Id, number) : null;

    private (string? Group, string? ItemGroup) TaxGroups(
        Company company,
        ActualsImport row,
        string type,
        Project? project,
        Contract? contract,
        Category? category,
        Customer? payer,
        OnAccountTransaction? onAccount,
        ICollection<Fault> faults
    )
    {
        var group =
            onAccount is not null && (onAccount.SalesTaxGroupIsEdited || IsFor(onAccount, contract, payer))
                ? onAccount.SalesTaxGroup
                : SalesTaxGroupDefault.Of(setUp, company.Id, project, contract, payer);
        if (group is null)
        {
            return (null, onAccount?.ItemSalesTaxGroup);
        }

        var itemGroup =
            onAccount is not null ? onAccount.ItemSalesTaxGroup
            : type == TransactionClass.OnAccount ? setUp.Parameters(company.Id).MilestoneItemSalesTaxGroup
            : ProductOf(company, row, type)?.ItemSalesTaxGroup ?? category?.ItemSalesTaxGroup;
        if (itemGroup is null)
        {
            var place =
                onAccount is not null ? "its on-account transaction"
                : type == TransactionClass.OnAccount ? $"the parameters of {company.Id} (milestoneItemSalesTaxGroup)"
                : $"category {row.TransactionCategoryId ?? "of the row, which has none,"}";
            faults.Add(ImportErrors.NoItemTaxGroup.Found(group, place));
        }

        return (group, itemGroup);
    }

    // Another customer of the contract may pay than the one that the on-account transaction was made for.
    private static bool IsFor(OnAccountTransaction onAccount, Contract? contract, Customer? payer) =>
        string.Equals(
            onAccount.CustomerAccountNumber ?? (contract?.FundingSources is [var only] ? only.Customer : null),
            payer?.Account,
            StringComparison.OrdinalIgnoreCase
        );

    /// <summary>Checks that every posting type has a main account and the dimensions it needs.</summary>
    /// <param name="postingTypes">What is booked.</param>
    /// <param name="dimensions">The dimensions it is booked with.</param>
    /// <param name="whereTheyStand">What to do about dimensions that do not come from set-up; null where they do.</param>
    /// <param name="faults">Takes what is missing.</param>
    public void CheckAccounts(ActualsImport row, IReadOnlyList<string> postingTypes, string dimensions, string? whereTheyStand, ICollection<Fault> faults)
    {
        var company = setUp.Company(row.DataAreaId)!;
        foreach (var postingType in postingTypes)
        {
            var account = setUp.Account(company.Id, postingType);
            if (account is null)
            {
                faults.Add(ImportErrors.NoAccount.Found(company.Id, postingType));
            }

            foreach (var fault in DimensionSet.Faults(setUp, company.Id, postingType, account, dimensions))
            {
                faults.Add(whereTheyStand is null ? fault : fault.MendedBy(whereTheyStand));
            }
        }
    }

    private static bool PostsCostsTo(CostAndRevenueProfile profile, string type, string place) => profile.PostCosts?.GetValueOrDefault(type) == place;
}
