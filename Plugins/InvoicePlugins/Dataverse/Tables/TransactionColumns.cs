using System.Collections.Generic;

namespace InvoicePlugins.Dataverse.Tables;

/// <summary>The columns that actuals and invoice line details have in common.</summary>
internal static class TransactionColumns
{
#pragma warning disable CS1591 // Column names say themselves.
    public const string Description = "msdyn_description";
    public const string ExternalDescription = "msdyn_externaldescription";
    public const string Type = "msdyn_transactiontypecode";
    public const string Class = "msdyn_transactionclassification";
    public const string BillingType = "msdyn_billingtype";
    public const string AmountMethod = "msdyn_amountmethod";
    public const string Quantity = "msdyn_quantity";
    public const string Price = "msdyn_price";
    public const string Amount = "msdyn_amount";
    public const string Currency = "transactioncurrencyid";
    public const string Contract = "msdyn_salescontract";
    public const string ContractLine = "msdyn_salescontractlineid";
    public const string AccountCustomer = "msdyn_accountcustomer";
    public const string ContactCustomer = "msdyn_contactcustomer";
    public const string Project = "msdyn_project";
    public const string DocumentDate = "msdyn_documentdate";
    public const string Task = "msdyn_task";
#pragma warning restore CS1591

    /// <summary>What is the same on every row made from one transaction: who, what, when, for whom.</summary>
    public static IReadOnlyList<string> Copied { get; } =
    [
        "msdyn_accountcustomer",
        "msdyn_accountvendor",
        "msdyn_amountmethod",
        "msdyn_basisamount",
        "msdyn_basisprice",
        "msdyn_basisquantity",
        "msdyn_bookableresource",
        "msdyn_contactcustomer",
        "msdyn_contactvendor",
        "msdyn_contractorganizationalunitid",
        "msdyn_customertype",
        "msdyn_documentdate",
        "msdyn_enddatetime",
        "msdyn_exchangeratedate",
        "msdyn_percent",
        "msdyn_pricelist",
        "msdyn_product",
        "msdyn_project",
        "msdyn_resourcecategory",
        "msdyn_resourceorganizationalunitid",
        "msdyn_salescontract",
        "msdyn_salescontractline",
        "msdyn_salescontractlineid",
        "msdyn_startdatetime",
        "msdyn_task",
        "msdyn_transactioncategory",
        "msdyn_transactionclassification",
        "msdyn_unit",
        "msdyn_unitschedule",
        "msdyn_vendortype",
        "transactioncurrencyid",
    ];

    /// <summary>
    /// What was sold, when, by whom and to whom, as a billed row takes it from what it bills: a detail that says something else would show the customer another
    /// thing than is booked. Not among them are the columns with a check of their own, and those that only tell how a price came about.
    /// </summary>
    public static IReadOnlyList<string> Told { get; } =
    [
        "msdyn_accountvendor",
        "msdyn_bookableresource",
        "msdyn_contactvendor",
        "msdyn_contractorganizationalunitid",
        "msdyn_documentdate",
        "msdyn_enddatetime",
        "msdyn_product",
        "msdyn_project",
        "msdyn_resourcecategory",
        "msdyn_resourceorganizationalunitid",
        "msdyn_salescontractline",
        "msdyn_salescontractlineid",
        "msdyn_startdatetime",
        "msdyn_task",
        "msdyn_transactioncategory",
        "msdyn_unit",
        "msdyn_unitschedule",
        "msdyn_vendortype",
    ];

    /// <summary>Every column that both tables have and this product reads.</summary>
    public static IReadOnlyList<string> CommonToActualAndDetail { get; } = [.. Copied, Description, ExternalDescription, BillingType, Quantity, Price, Amount];
}
