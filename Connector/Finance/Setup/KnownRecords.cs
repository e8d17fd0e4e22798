using static ProjectInvoice.Finance.Setup.RecordKeys;

namespace ProjectInvoice.Finance.Setup;

/// <summary>The keys of the records of a set-up that others refer to.</summary>
internal sealed class KnownRecords(FinanceSetup setUp)
{
    public IReadOnlySet<string> Companies { get; } = Set(setUp.Companies, record => record.Id);

    public IReadOnlySet<string> Currencies { get; } = Set(setUp.Currencies, record => record.Code);

    public IReadOnlySet<string> Customers { get; } = Set(setUp.Customers, record => $"{record.Company} {record.Account}");

    public IReadOnlySet<string> Contracts { get; } = Set(setUp.Contracts, record => $"{record.Company} {record.Id}");

    public IReadOnlySet<string> Projects { get; } = Set(setUp.Projects, record => $"{record.Company} {record.Id}");

    public IReadOnlySet<string> ProjectGroups { get; } =
        Set(setUp.Projects.Where(record => record.ProjectGroup is not null), record => $"{record.Company} {record.ProjectGroup}");

    public IReadOnlySet<string> SalesTaxCodes { get; } = Set(setUp.SalesTaxCodes, record => $"{record.Company} {record.Code}");

    public IReadOnlySet<string> SalesTaxGroups { get; } = Set(setUp.SalesTaxGroups, record => $"{record.Company} {record.Group}");

    public IReadOnlySet<string> ItemSalesTaxGroups { get; } = Set(setUp.ItemSalesTaxGroups, record => $"{record.Company} {record.Group}");

    public IReadOnlySet<string> TermsOfPayment { get; } = Set(setUp.TermsOfPayment, record => $"{record.Company} {record.Code}");

    public IReadOnlySet<string> Profiles { get; } = Set(setUp.CostAndRevenueProfiles, record => $"{record.Company} {record.Id}");

    public IReadOnlySet<string> Dimensions { get; } = Set(setUp.Dimensions, record => $"{record.Company} {record.Name}");

    public IReadOnlySet<string> DimensionValues { get; } =
        Set(setUp.Dimensions.SelectMany(record => record.Values.Select(value => $"{record.Company} {record.Name} {value}")), key => key);
}
