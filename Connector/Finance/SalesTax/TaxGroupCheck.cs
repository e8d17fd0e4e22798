using ProjectInvoice.Finance.Setup;

namespace ProjectInvoice.Finance.SalesTax;

/// <summary>Checks tax groups that a user chose.</summary>
internal static class TaxGroupCheck
{
    /// <exception cref="FinanceRefusal">One of the groups is not set up (<see cref="SalesTaxErrors.UnknownGroup"/>,
    /// <see cref="SalesTaxErrors.UnknownItemGroup"/>).</exception>
    public static void Require(SetupCatalog setUp, string company, string? group, string? itemGroup, string record)
    {
        if (group is not null && !setUp.HasTaxGroup(company, group))
        {
            throw SalesTaxErrors.UnknownGroup.Refusal($"{record} field SalesTaxGroup", group, company);
        }

        if (itemGroup is not null && !setUp.HasItemTaxGroup(company, itemGroup))
        {
            throw SalesTaxErrors.UnknownItemGroup.Refusal($"{record} field ItemSalesTaxGroup", itemGroup, company);
        }
    }
}
