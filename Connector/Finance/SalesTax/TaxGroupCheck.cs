using ProjectInvoice.Finance.Setup;

namespace ProjectInvoice.Finance.SalesTax;

/// <summary>Checks tax groups that a user chose.</summary>
internal static class TaxGroupCheck
{
    /// <exception cref="FinanceRefusal">One of the groups is not set up (PINV4013).</exception>
    public static void Require(SetupCatalog setUp, string company, string? group, string? itemGroup, string record)
    {
        if (group is not null && !setUp.HasTaxGroup(company, group))
        {
            throw new FinanceRefusal(
                "PINV4013",
                $"{record} field SalesTaxGroup",
                $"Sales tax group {group} is not set up in {company}. Add it, then repeat the change."
            );
        }

        if (itemGroup is not null && !setUp.HasItemTaxGroup(company, itemGroup))
        {
            throw new FinanceRefusal(
                "PINV4013",
                $"{record} field ItemSalesTaxGroup",
                $"Item sales tax group {itemGroup} is not set up in {company}. Add it, then repeat the change."
            );
        }
    }
}
