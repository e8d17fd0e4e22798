namespace ProjectInvoice.Finance.Setup;

/// <summary>The sales tax group by the parameter: of the project, the contract or the customer, or the first found in that order.</summary>
internal static class SalesTaxGroupDefault
{
    public static string? Of(SetupCatalog setUp, string company, Project? project, Contract? contract, Customer? customer) =>
        setUp.Parameters(company).SalesTaxGroupMethod switch
        {
            "Project" => project?.SalesTaxGroup,
            "Contract" => contract?.SalesTaxGroup,
            "Customer" => customer?.SalesTaxGroup,
            _ => project?.SalesTaxGroup ?? contract?.SalesTaxGroup ?? customer?.SalesTaxGroup,
        };
}
