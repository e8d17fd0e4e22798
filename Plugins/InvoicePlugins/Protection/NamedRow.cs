using System.Collections.Generic;
using System.Linq;
using InvoicePlugins.Dataverse.Tables;

namespace InvoicePlugins.Protection;

/// <summary>A table whose rows confirmed invoices and billed actuals name, and in which columns they do.</summary>
/// <param name="Table">The logical name of the table.</param>
/// <param name="Name">What its rows are called by their users.</param>
/// <param name="NameColumn">The column that tells its users which row it is.</param>
internal sealed record NamedRow(string Table, string Name, string NameColumn)
{
    private static readonly IReadOnlyList<NamedRow> All =
    [
        new("salesorder", "contract", "name") { OnInvoice = [Invoice.ContractColumn], OnActual = [TransactionColumns.Contract] },
        new("salesorderdetail", "contract line", "salesorderdetailname")
        {
            Parent = "salesorder",
            OnLine = [InvoiceLine.ContractLineColumn],
            OnActual = [TransactionColumns.ContractLine],
        },
        new("account", "account", "name")
        {
            OnInvoice = [Invoice.CustomerColumn, "accountid"],
            OnActual = [TransactionColumns.AccountCustomer, "msdyn_accountvendor"],
        },
        new("contact", "contact", "fullname")
        {
            OnInvoice = [Invoice.CustomerColumn, "contactid"],
            OnActual = [TransactionColumns.ContactCustomer, "msdyn_contactvendor"],
        },
        new("msdyn_project", "project", "msdyn_subject") { OnLine = ["msdyn_project"], OnActual = [TransactionColumns.Project] },
        new("msdyn_projectcontractsplitbillingrule", "contract customer", "msdyn_projectcontractsplitbillingrulenumber")
        {
            OnInvoice = [Invoice.ContractCustomerColumn],
            OnActual = [Actual.ContractCustomerColumn],
        },
        new("pricelevel", "price list", "name") { OnInvoice = ["pricelevelid"], OnActual = ["msdyn_pricelist"] },
        new("transactioncurrency", "currency", "currencyname") { OnInvoice = [Invoice.CurrencyColumn], OnActual = [TransactionColumns.Currency] },
        new("product", "product", "name") { OnLine = ["productid"], OnActual = ["msdyn_product"] },
        new("uom", "unit", "name") { OnLine = ["uomid"], OnActual = ["msdyn_unit"] },
        new("msdyn_projecttask", "project task", "msdyn_subject") { OnActual = ["msdyn_task"] },
        new("msdyn_transactioncategory", "transaction category", "msdyn_name") { OnActual = ["msdyn_transactioncategory"] },
        new("bookableresource", "resource", "name") { OnActual = ["msdyn_bookableresource"] },
        new("bookableresourcecategory", "role", "name") { OnActual = ["msdyn_resourcecategory"] },
        new("msdyn_organizationalunit", "organizational unit", "msdyn_name")
        {
            OnActual = ["msdyn_contractorganizationalunitid", "msdyn_resourceorganizationalunitid"],
        },
    ];

    /// <summary>The columns of an invoice that name it.</summary>
    public IReadOnlyList<string> OnInvoice { get; init; } = [];

    /// <summary>The columns of an invoice line that name it.</summary>
    public IReadOnlyList<string> OnLine { get; init; } = [];

    /// <summary>The columns of an actual that name it.</summary>
    public IReadOnlyList<string> OnActual { get; init; } = [];

    /// <summary>The table of the row it is deleted with; null where there is none that the same invoices and actuals name.</summary>
    public string? Parent { get; init; }

    /// <summary>The table with this name.</summary>
    /// <param name="table">The logical name.</param>
    public static NamedRow Of(string table) => All.Single(named => named.Table == table);
}
