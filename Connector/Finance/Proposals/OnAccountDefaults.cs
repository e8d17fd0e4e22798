using ProjectInvoice.Finance.Ledger;
using ProjectInvoice.Finance.Setup;

namespace ProjectInvoice.Finance.Proposals;

/// <summary>The tax groups and dimensions that set-up gives an on-account transaction.</summary>
internal static class OnAccountDefaults
{
    /// <summary>Fills what no user has changed.</summary>
    public static void Fill(SetupCatalog setUp, OnAccountTransaction transaction)
    {
        var company = transaction.DataAreaId;
        var project = transaction.ProjectId is { } id ? setUp.Project(company, id) : null;
        var contract = (transaction.ContractId ?? project?.Contract) is { } number ? setUp.Contract(company, number) : null;
        if (!transaction.SalesTaxGroupIsEdited)
        {
            transaction.SalesTaxGroup = SalesTaxGroupDefault.Of(setUp, company, project, contract, Customer(setUp, transaction, contract));
        }

        if (!transaction.ItemSalesTaxGroupIsEdited)
        {
            transaction.ItemSalesTaxGroup = setUp.Parameters(company).MilestoneItemSalesTaxGroup;
        }

        if (!transaction.DimensionsAreEdited)
        {
            transaction.Dimensions = DimensionSet.Of(project, contract, Customer(setUp, transaction, contract));
        }
    }

    private static Customer? Customer(SetupCatalog setUp, OnAccountTransaction transaction, Contract? contract)
    {
        var account = transaction.CustomerAccountNumber ?? (contract?.FundingSources is [var only] ? only.Customer : null);
        return account is null ? null : setUp.Customer(transaction.DataAreaId, account);
    }
}
